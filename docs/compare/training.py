"""Trains one of the small templates in PyTorch from Partita's initial weights and writes the loss of every step.

    partita new DIR --template gpt-mini
    partita train DIR --steps 0
    python training.py gpt-mini --init DIR/checkpoints/initial.safetensors --data text.txt --steps 20 --losses losses.csv

Samples are taken in their own order (partita train --order sequential). Everything but moe-mini is float32, with the optimizers
of torch.optim; dropout masks are drawn as Partita draws them, from (seed, step, layer, sample, element). Needs torch only.
"""

import argparse
import gzip
import json
import math
import struct
from pathlib import Path

import torch
from torch.nn import functional as F

GOLDEN = 0x9E3779B97F4A7C15


def signed(value):
    """A 64-bit pattern as the signed number that torch.int64 holds."""
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >> 63 else value


def shifted(x, bits):
    """x >>> bits, which torch lacks for signed numbers."""
    return (x >> bits) & ((1 << (64 - bits)) - 1)


def mix(z):
    """The finalizer of SplitMix64, on int64 tensors that wrap around."""
    z = z + signed(GOLDEN)
    z = (z ^ shifted(z, 30)) * signed(0xBF58476D1CE4E5B9)
    z = (z ^ shifted(z, 27)) * signed(0x94D049BB133111EB)
    return z ^ shifted(z, 31)


def stream_of(name):
    """FNV-1a over the name's UTF-8 bytes."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & ((1 << 64) - 1)
    return torch.tensor(signed(value))


def dropout(x, probability, layer, seed, step, first_sample):
    """Keeps an element iff its uniform number is at least the probability."""
    samples, elements = x.shape[0], x[0].numel()
    sample = torch.arange(first_sample, first_sample + samples)
    key = mix(mix(mix(mix(torch.tensor(seed)) ^ stream_of(layer)) + step) + sample)
    bits = mix(key[:, None] + torch.arange(elements)[None, :] * signed(GOLDEN))
    uniform = shifted(bits, 40).to(torch.float32) * 2.0**-24
    return x * (uniform >= probability).reshape(x.shape) / (1 - probability)


def read_safetensors(path):
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            values = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32)
            tensors[name] = values.reshape(entry["shape"]).clone().requires_grad_()
    return tensors


class GptMini:
    """4 blocks x 256, 4 heads, 128 bytes of text, batch 8, AdamW."""

    blocks, heads, sequence, batch, microbatch, clip = 4, 4, 128, 8, None, 0

    def __init__(self, weights, data, seed):
        self.w = weights
        self.text = torch.tensor(list(Path(data).read_bytes()))

    def optimizer(self):
        return torch.optim.AdamW(self.w.values())

    def rate(self, step):
        return 1e-3

    def loss(self, step, first, count):
        positions = (torch.arange(first, first + count) * self.sequence)[:, None] + torch.arange(self.sequence)
        tokens, targets = (self.text[(positions + shift) % len(self.text)] for shift in (0, 1))
        x = self.w["embedding.weight"][tokens] + self.w["positions.weight"]
        for block in range(self.blocks):
            attention, mlp = f"decoder.{block}.attention", f"decoder.{block}.mlp"
            qkv = self.linear(f"{attention}.qkv", self.norm(f"{attention}.norm", x))
            q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in qkv.chunk(3, -1))
            context = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2)
            x = x + self.linear(f"{attention}.projection", context)
            up = F.gelu(self.linear(f"{mlp}.up", self.norm(f"{mlp}.norm", x)), approximate="tanh")
            x = x + self.linear(f"{mlp}.down", up)
        logits = self.norm("norm", x) @ self.w["head.weight"].T
        return F.cross_entropy(logits.flatten(0, 1), targets.flatten())

    def linear(self, name, x):
        return F.linear(x, self.w[f"{name}.weight"], self.w[f"{name}.bias"])

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.w[f"{name}.weight"], self.w[f"{name}.bias"])


class LlamaMini:
    """4 blocks x 256, 4 heads of which 2 for keys and values, 128 bytes of text, batch 8, AdamW."""

    blocks, heads, key_heads, head_size, sequence, batch, microbatch = 4, 4, 2, 64, 128, 8, None

    def __init__(self, weights, data, seed):
        self.w = weights
        self.text = torch.tensor(list(Path(data).read_bytes()))
        pairs = torch.arange(0, self.head_size, 2).double() / self.head_size
        angles = torch.outer(torch.arange(self.sequence).double(), 10_000.0**-pairs)[:, None, :]
        self.cosines, self.sines = (part.to(weights["head.weight"].dtype) for part in (angles.cos(), angles.sin()))

    def optimizer(self):
        return torch.optim.AdamW(self.w.values())

    def rate(self, step):
        return 1e-3

    def loss(self, step, first, count):
        positions = (torch.arange(first, first + count) * self.sequence)[:, None] + torch.arange(self.sequence)
        tokens, targets = (self.text[(positions + shift) % len(self.text)] for shift in (0, 1))
        x = self.w["embedding.weight"][tokens]
        self.auxiliary = 0.0
        for block in range(self.blocks):
            attention = f"decoder.{block}.attention"
            qkv = self.norm(f"{attention}.norm", x) @ self.w[f"{attention}.qkv.weight"].T
            x = x + self.attention(qkv) @ self.w[f"{attention}.projection.weight"].T
            x = x + self.mlp(f"decoder.{block}", x)
        logits = self.norm("norm", x) @ self.w["head.weight"].T
        return F.cross_entropy(logits.flatten(0, 1), targets.flatten()) + self.auxiliary

    def norm(self, name, x):
        return F.rms_norm(x, x.shape[-1:], self.w[f"{name}.weight"], 1e-5)

    def turned(self, x):
        a, b = x.chunk(2, -1)
        return torch.cat([a * self.cosines - b * self.sines, b * self.cosines + a * self.sines], -1)

    def attention(self, qkv):
        q, k, v = qkv.unflatten(-1, (-1, self.head_size)).split([self.heads, self.key_heads, self.key_heads], 2)
        q, k, v = (part.transpose(1, 2) for part in (self.turned(q), self.turned(k), v))
        return F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True).transpose(1, 2).flatten(2)

    def mlp(self, block, x):
        return self.gated(f"{block}.mlp", self.norm(f"{block}.mlp.norm", x))

    def gated(self, name, x):
        gate, up, down = (self.w[f"{name}.{part}.weight"] for part in ("gate", "up", "down"))
        return (F.silu(x @ gate.T) * (x @ up.T)) @ down.T


class MoeMini(LlamaMini):
    """llama-mini with 4 experts of which a token takes 2; capacity counts within a microbatch. In float64, for where two
    experts' logits agree to 7 digits, rounding in float32 may choose the other one."""

    dtype = torch.float64
    experts, choices, capacity_factor, balance, microbatch = 4, 2, 1.25, 0.02, 2

    def mlp(self, block, x):
        name = f"{block}.mixture"
        tokens = self.norm(f"{name}.norm", x).flatten(0, 1)
        logits = tokens @ self.w[f"{name}.router.weight"].T
        chosen = logits.argsort(stable=True, dim=-1, descending=True)[:, : self.choices]
        gates = logits.gather(1, chosen).softmax(-1)
        one_hot = F.one_hot(chosen, self.experts)
        fractions = one_hot.sum((0, 1)) / len(tokens)
        self.auxiliary = self.auxiliary + self.balance * self.experts * (fractions * logits.softmax(-1).mean(0)).sum()
        capacity = min(max(math.ceil(self.capacity_factor * len(tokens) * self.choices / self.experts), 1), len(tokens))
        # First choices before second ones, each in the order of the tokens; what comes after the capacity is dropped.
        places = one_hot.transpose(0, 1).flatten(0, 1).cumsum(0).view(self.choices, -1, self.experts).transpose(0, 1)
        kept = (places <= capacity) & (one_hot > 0)
        result = torch.zeros_like(tokens)
        for expert in range(self.experts):
            token, choice = kept[..., expert].nonzero(as_tuple=True)
            rows = self.gated(f"{name}.expert.{expert}", tokens[token])
            result = result.index_add(0, token, rows * gates[token, choice][:, None])
        return result.view_as(x)


class BertMini(GptMini):
    """4 blocks x 256 that see both ways, 19 of 128 bytes predicted, drawn by (seed, sample since the start, element)."""

    predictions, mask = 19, 256

    def __init__(self, weights, data, seed):
        super().__init__(weights, data, seed)
        self.seed = seed

    def loss(self, step, first, count):
        positions = (torch.arange(first, first + count) * self.sequence)[:, None] + torch.arange(self.sequence)
        original = self.text[positions % len(self.text)]
        key = mix(mix(mix(torch.tensor(self.seed)) ^ stream_of("drawn samples")))
        key = mix(key + torch.arange(first, first + count))
        draw = lambda part: shifted(
            mix(key[:, None] + (torch.arange(self.sequence) + part * self.sequence) * signed(GOLDEN)), 40)
        chosen = draw(0).argsort(stable=True, dim=-1)[:, : self.predictions]
        predicted = torch.zeros_like(original, dtype=torch.bool).scatter(1, chosen, True)
        kind, other = (draw(part).to(torch.float32) * 2.0**-24 for part in (1, 2))
        drawn = torch.where(kind < 0.8, self.mask, torch.where(kind < 0.9, (other * self.mask).long(), original))
        types = (2 * torch.arange(self.sequence) >= self.sequence).long()
        x = self.w["embedding.tokens.weight"][torch.where(predicted, drawn, original)]
        x = self.norm("embedding.norm", x + self.w["embedding.types.weight"][types] + self.w["embedding.positions.weight"])
        for block in range(self.blocks):
            attention, mlp = f"encoder.{block}.attention", f"encoder.{block}.mlp"
            qkv = self.linear(f"{attention}.qkv", x)
            q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in qkv.chunk(3, -1))
            context = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
            x = self.norm(f"{attention}.norm", x + self.linear(f"{attention}.projection", context))
            up = F.gelu(self.linear(f"{mlp}.up", x), approximate="tanh")
            x = self.norm(f"{mlp}.norm", x + self.linear(f"{mlp}.down", up))
        x = self.norm("head.norm", F.gelu(self.linear("head.dense", x), approximate="tanh"))
        logits = F.linear(x, self.w["embedding.tokens.weight"], self.w["head.tokens.bias"])
        return F.cross_entropy(logits[predicted], original[predicted])

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.w[f"{name}.weight"], self.w[f"{name}.bias"], 1e-12)


class T5Mini:
    """2 blocks x 256 on each side, 64 bytes read and 64 continued, batch 8, AdamW."""

    blocks, heads, length, batch, microbatch = 2, 4, 64, 8, None

    def __init__(self, weights, data, seed):
        self.w = weights
        self.text = torch.tensor(list(Path(data).read_bytes()))

    def optimizer(self):
        return torch.optim.AdamW(self.w.values())

    def rate(self, step):
        return 1e-3

    def loss(self, step, first, count):
        start = (torch.arange(first, first + count) * 2 * self.length)[:, None] + torch.arange(self.length)
        cut = lambda offset: self.text[(start + offset) % len(self.text)]
        tokens, targets = cut(self.length - 1), cut(self.length)
        x = self.w["encoder.embedding.weight"][cut(0)]
        for block in range(self.blocks):
            x = x + self.self_attention("encoder", block, x, False)
            x = x + self.mlp(f"encoder.{block}.mlp", x)
        encoded = self.norm("encoder.norm", x)
        x = self.w["encoder.embedding.weight"][tokens]
        for block in range(self.blocks):
            x = x + self.self_attention("decoder", block, x, True)
            x = x + self.cross_attention(f"decoder.{block}.cross", x, encoded)
            x = x + self.mlp(f"decoder.{block}.mlp", x)
        x = self.norm("decoder.norm", x) * x.shape[-1] ** -0.5
        return F.cross_entropy((x @ self.w["encoder.embedding.weight"].T).flatten(0, 1), targets.flatten())

    def norm(self, name, x):
        return F.rms_norm(x, x.shape[-1:], self.w[f"{name}.weight"], 1e-6)

    def linear(self, name, x):
        return x @ self.w[f"{name}.weight"].T

    def mlp(self, name, x):
        return self.linear(f"{name}.down", F.relu(self.linear(f"{name}.up", self.norm(f"{name}.norm", x))))

    def mixed(self, name, q, k, v, bias):
        split = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (q, k, v))
        context = F.scaled_dot_product_attention(*split, attn_mask=bias, scale=1.0)
        return self.linear(f"{name}.projection", context.transpose(1, 2).flatten(2))

    def self_attention(self, side, block, x, causal):
        name = f"{side}.{block}.attention"
        q, k, v = self.linear(f"{name}.qkv", self.norm(f"{name}.norm", x)).chunk(3, -1)
        table = self.w[f"{side}.0.attention.attention.weight"]
        bias = table[self.buckets(len(table), causal)].permute(2, 0, 1)
        if causal:
            bias = bias.masked_fill(torch.ones(self.length, self.length).tril() == 0, -math.inf)
        return self.mixed(name, q, k, v, bias[None])

    def cross_attention(self, name, x, encoded):
        k, v = self.linear(f"{name}.kv", encoded).chunk(2, -1)
        return self.mixed(name, self.linear(f"{name}.q", self.norm(f"{name}.norm", x)), k, v, None)

    def buckets(self, buckets, causal, largest_distance=128):
        """As the T5 code counts them."""
        relative = torch.arange(self.length)[None, :] - torch.arange(self.length)[:, None]
        first = torch.zeros_like(relative)
        if causal:
            relative = -relative.clamp(max=0)
        else:
            buckets //= 2
            first += (relative > 0) * buckets
            relative = relative.abs()
        exact = buckets // 2
        grown = torch.log(relative.float() / exact) / math.log(largest_distance / exact) * (buckets - exact)
        return first + torch.where(relative < exact, relative, (exact + grown.long()).clamp(max=buckets - 1))


class FashionModel:
    """A classifier of 28 x 28 grey images, trained with SGD with momentum and a warm-up; a model says what differs."""

    batch, microbatch, clip = 64, 16, 0
    peak, warmup, decay = 0.01, 100, 5e-4

    def __init__(self, weights, data, seed):
        self.w, self.seed = weights, seed
        images = read_idx(data, "train-images-idx3-ubyte", 3)[:, None].to(torch.float64)
        self.images = ((images - images.mean()) / images.std(correction=0)).to(torch.float32)
        self.labels = read_idx(data, "train-labels-idx1-ubyte", 1).to(torch.int64)

    def optimizer(self):
        return torch.optim.SGD(self.trained(), momentum=0.9, weight_decay=self.decay)

    def trained(self):
        return [tensor for name, tensor in self.w.items() if ".running_" not in name]

    def rate(self, step):
        return self.peak * min(step + 1, self.warmup) / self.warmup

    def loss(self, step, first, count):
        index = torch.arange(first, first + count) % len(self.labels)
        return F.cross_entropy(self.logits(self.images[index], step, first), self.labels[index])

    def convolution(self, name, x, stride=1, padding=None):
        weight = self.w[f"{name}.weight"]
        padding = weight.shape[-1] // 2 if padding is None else padding
        return F.conv2d(x, weight, self.w.get(f"{name}.bias"), stride, padding)

    def linear(self, name, x):
        return F.linear(x, self.w[f"{name}.weight"], self.w[f"{name}.bias"])


class AlexNetFashion(FashionModel):
    """AlexNet's layers: grouped convolutions, local response norm, dropout."""

    def logits(self, images, step, first):
        x = self.conv(1, images, 2, 1)
        x = F.max_pool2d(self.response(x), 3, 2)
        x = F.max_pool2d(self.response(self.conv(2, x, 2, 2)), 3, 2)
        x = self.conv(5, self.conv(4, self.conv(3, x, 1, 1), 1, 2), 1, 2)
        x = F.max_pool2d(x, 3, 2).flatten(1)
        for name in ("fc6", "fc7"):
            x = F.relu(self.linear(f"{name}.linear", x))
            x = dropout(x, 0.5, f"{name}/dropout", self.seed, step, first)
        return self.linear("fc8.linear", x)

    def conv(self, number, x, padding, groups):
        name = f"conv{number}.conv"
        return F.relu(F.conv2d(x, self.w[f"{name}.weight"], self.w[f"{name}.bias"], padding=padding, groups=groups))

    @staticmethod
    def response(x):
        return F.local_response_norm(x, 5, alpha=1e-4, beta=0.75, k=2.0)


class ResNetMini(FashionModel):
    """A ResNet-20 with projection shortcuts; running statistics are updated in place."""

    peak, warmup, decay = 0.05, 200, 1e-4

    def logits(self, images, step, first):
        x = F.relu(self.normed("stem", "", images, 1))
        for block in range(9):
            stride = 2 if block in (3, 6) else 1
            y = F.relu(self.normed(f"block.{block}", "1", x, stride))
            y = self.normed(f"block.{block}", "2", y, 1)
            x = F.relu(y + (self.normed(f"block.{block}.shortcut", "", x, 2) if stride == 2 else x))
        return self.linear("head.linear", x.mean((2, 3)))

    def normed(self, scope, number, x, stride):
        x = self.convolution(f"{scope}.conv{number}", x, stride)
        norm = f"{scope}.norm{number}"
        mean, variance = (self.w[f"{norm}.running_{kind}"].detach() for kind in ("mean", "var"))
        return F.batch_norm(x, mean, variance, self.w[f"{norm}.weight"], self.w[f"{norm}.bias"], training=True)


class VggMini(FashionModel):
    """3 x 3 convolutions between poolings, dropout."""

    def logits(self, images, step, first):
        x = images
        for name in ("conv1_1", "conv2_1", "conv3_1", "conv3_2"):
            x = F.relu(self.convolution(f"{name}.conv", x))
            x = x if name == "conv3_1" else F.max_pool2d(x, 2)
        x = x.flatten(1)
        for name in ("fc6", "fc7"):
            x = F.relu(self.linear(f"{name}.linear", x))
            x = dropout(x, 0.5, f"{name}/dropout", self.seed, step, first)
        return self.linear("fc8.linear", x)


class InceptionMini(FashionModel):
    """Two inception modules."""

    peak, decay = 0.02, 1e-4

    def logits(self, images, step, first):
        x = F.max_pool2d(self.relu("conv1", images), 3, 2, ceil_mode=True)
        x = F.max_pool2d(self.module("inception2a", x), 3, 2, ceil_mode=True)
        return self.linear("head.linear", self.module("inception3a", x).mean((2, 3)))

    def module(self, scope, x):
        ways = [self.relu(f"{scope}.1x1", x)]
        ways += [self.relu(f"{scope}.{way}", self.relu(f"{scope}.{way}.reduce", x)) for way in ("3x3", "5x5")]
        return torch.cat([*ways, self.relu(f"{scope}.pool", F.max_pool2d(x, 3, 1, 1))], 1)

    def relu(self, scope, x):
        return F.relu(self.convolution(f"{scope}.conv", x))


class VitMini(FashionModel):
    """A vision transformer of 4 blocks x 64 on patches of 7 x 7, AdamW, clipping at 1."""

    peak, clip = 1e-3, 1

    def optimizer(self):
        return torch.optim.AdamW(self.trained(), weight_decay=0.05)

    def logits(self, images, step, first):
        x = self.convolution("patches.conv", images, 7, 0).flatten(2).transpose(1, 2)
        x = torch.cat([self.w["class_token.weight"].expand(len(x), 1, -1), x], 1) + self.w["positions.weight"]
        for block in range(4):
            attention, mlp = f"encoder.{block}.attention", f"encoder.{block}.mlp"
            qkv = self.linear(f"{attention}.qkv", self.norm(f"{attention}.norm", x))
            q, k, v = (part.unflatten(-1, (4, -1)).transpose(1, 2) for part in qkv.chunk(3, -1))
            x = x + self.linear(f"{attention}.projection", F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))
            x = x + self.linear(f"{mlp}.down", F.gelu(self.linear(f"{mlp}.up", self.norm(f"{mlp}.norm", x))))
        return self.linear("head.linear", self.norm("norm", x)[:, 0])

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.w[f"{name}.weight"], self.w[f"{name}.bias"], 1e-6)


def read_idx(folder, name, dimensions):
    path = Path(folder) / name
    data = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(name + ".gz").read_bytes())
    sizes = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
    return torch.frombuffer(bytearray(data[4 + 4 * dimensions :]), dtype=torch.uint8).reshape(sizes)


MODELS = {
    "gpt-mini": GptMini,
    "llama-mini": LlamaMini,
    "moe-mini": MoeMini,
    "bert-mini": BertMini,
    "t5-mini": T5Mini,
    "alexnet-fashion": AlexNetFashion,
    "resnet-mini": ResNetMini,
    "vgg-mini": VggMini,
    "inception-mini": InceptionMini,
    "vit-mini": VitMini,
}


def train(model, steps):
    optimizer = model.optimizer()
    microbatch = model.microbatch or model.batch
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = model.rate(step)
        optimizer.zero_grad()
        total = 0.0
        for start in range(0, model.batch, microbatch):
            loss = model.loss(step, step * model.batch + start, microbatch) * (microbatch / model.batch)
            loss.backward()
            total += loss.item()
        if getattr(model, "clip", 0):
            torch.nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], model.clip)
        optimizer.step()
        yield total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--init", required=True, help="safetensors file with the initial weights")
    parser.add_argument("--data", required=True, help="a text file, or a folder of IDX files")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0, help="of the dropout masks and masked bytes")
    parser.add_argument("--frozen", action="append", default=[], metavar="PREFIX", help="of weights not to train")
    parser.add_argument("--losses", required=True, help="CSV file to write: step,loss")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    kind = MODELS[arguments.model]
    dtype = getattr(kind, "dtype", torch.float32)
    weights = {name: w.detach().to(dtype).requires_grad_() for name, w in read_safetensors(arguments.init).items()}
    for name in weights:
        weights[name].requires_grad_(not name.startswith(tuple(arguments.frozen)))
    model = kind(weights, arguments.data, arguments.seed)
    with open(arguments.losses, "w") as out:
        out.write("step,loss\n")
        for step, loss in enumerate(train(model, arguments.steps)):
            if not math.isfinite(loss):
                raise SystemExit(f"The loss of step {step} is {loss}.")
            out.write(f"{step},{loss!r}\n")


if __name__ == "__main__":
    main()
