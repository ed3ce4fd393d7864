"""Writes a small GPT-2 and a small ResNet as PyTorch 2.13 exports them, with the losses of their first steps.

    pip install torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2
    python exported.py TARGET --text genesis.txt --images FOLDER

resnet-new.onnx is by torch.onnx.export, NAME-old.onnx by the exporter before it. losses.json holds 20 steps of plain SGD on 8 samples in their own order; text is cut into sequences of 16.
"""

import argparse
import json
import logging
import math
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn
from torch.nn import functional as F

from training import read_idx

WIDTH, HEADS, SEQUENCE, VOCABULARY = 16, 2, 16, 256
BATCH, STEPS, RATE = 8, 20, 0.1


class Attention(nn.Module):
    """One projection, and the product, mask and softmax written out."""

    def __init__(self):
        super().__init__()
        self.c_attn = nn.Linear(WIDTH, 3 * WIDTH)
        self.c_proj = nn.Linear(WIDTH, WIDTH)
        self.register_buffer("mask", torch.tril(torch.ones(SEQUENCE, SEQUENCE)).view(1, 1, SEQUENCE, SEQUENCE))

    def forward(self, x):
        b, t, c = x.size()
        q, k, v = self.c_attn(x).split(WIDTH, dim=2)
        q, k, v = (part.view(b, t, HEADS, c // HEADS).transpose(1, 2) for part in (q, k, v))
        scores = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(c // HEADS))
        scores = scores.masked_fill(self.mask[:, :, :t, :t] == 0, float("-inf"))
        y = F.softmax(scores, dim=-1) @ v
        return self.c_proj(y.transpose(1, 2).contiguous().view(b, t, c))


class FusedAttention(nn.Module):
    """Three projections and PyTorch's own function."""

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

    def forward(self, x):
        b, t, c = x.size()
        q, k, v = (f(x).view(b, t, HEADS, c // HEADS).transpose(1, 2) for f in (self.q, self.k, self.v))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.o(y.transpose(1, 2).reshape(b, t, c))


class NewGelu(nn.Module):
    def forward(self, x):
        return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))))


class Mlp(nn.Module):
    def __init__(self, activation):
        super().__init__()
        self.c_fc, self.c_proj, self.act = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH), activation

    def forward(self, x):
        return self.c_proj(self.act(self.c_fc(x)))


class Block(nn.Module):
    def __init__(self, attention, activation):
        super().__init__()
        self.ln_1, self.attn = nn.LayerNorm(WIDTH), attention
        self.ln_2, self.mlp = nn.LayerNorm(WIDTH), Mlp(activation)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(SEQUENCE, WIDTH)
        self.h = nn.ModuleList([Block(Attention(), NewGelu()), Block(FusedAttention(), nn.GELU())])
        self.ln_f = nn.LayerNorm(WIDTH)
        self.lm_head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        self.lm_head.weight = self.wte.weight

    def forward(self, tokens):
        x = self.wte(tokens) + self.wpe(torch.arange(0, tokens.size(1)).unsqueeze(0))
        for block in self.h:
            x = block(x)
        return self.lm_head(self.ln_f(x))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU()
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 7, 2, 3, bias=False)
        self.bn1, self.relu, self.maxpool = nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Residual(8, 8, 1))
        self.layer2 = nn.Sequential(Residual(8, 16, 2))
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, 10)

    def forward(self, image):
        x = self.maxpool(self.relu(self.bn1(self.conv1(image))))
        return self.fc(torch.flatten(self.avgpool(self.layer2(self.layer1(x))), 1))


def gpt2(text):
    tokens = text[: STEPS * BATCH * SEQUENCE + 1]
    cut = lambda shift: tokens[shift : shift + STEPS * BATCH * SEQUENCE].reshape(STEPS, BATCH, SEQUENCE)
    return Gpt2(), list(zip(cut(0), cut(1)))


def resnet(images, labels):
    images = ((images - images.mean()) / images.std(correction=0)).to(torch.float32)
    return ResNet(), [(images[s * BATCH : (s + 1) * BATCH], labels[s * BATCH : (s + 1) * BATCH]) for s in range(STEPS)]


def export(model, example, target, name):
    training = torch.onnx.TrainingMode.TRAINING
    argument = "tokens" if name == "gpt2" else "image"
    if name == "resnet":
        torch.onnx.export(
            model, (example,), target / f"{name}-new.onnx", dynamo=True, dynamic_shapes=({0: "batch"},),
            external_data=True, optimize=False, verbose=False)
        without_traces(target / f"{name}-new.onnx")
    torch.onnx.export(
        model, (example,), target / f"{name}-old.onnx", dynamo=False, input_names=[argument],
        dynamic_axes={argument: {0: "batch"}}, training=training, do_constant_folding=False, opset_version=17)


def without_traces(path):
    """Source lines of whoever exported make up most of so small a file."""
    written = onnx.load(path, load_external_data=False)
    for node in written.graph.node:
        kept = [entry for entry in node.metadata_props if not entry.key.endswith("stack_trace")]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    path.write_bytes(written.SerializeToString())


def losses(model, samples):
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    found = []
    for x, y in samples:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x).flatten(0, -2), y.flatten())
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--text", required=True, type=Path)
    parser.add_argument("--images", required=True, help="a folder of IDX files")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    text = torch.tensor(list(arguments.text.read_bytes()))
    images = read_idx(arguments.images, "train-images-idx3-ubyte", 3)[:, None].to(torch.float64)
    labels = read_idx(arguments.images, "train-labels-idx1-ubyte", 1).to(torch.int64)
    result = {}
    for name, make in {"gpt2": lambda: gpt2(text), "resnet": lambda: resnet(images, labels)}.items():
        torch.manual_seed(0)
        model, samples = make()
        for parameter in model.parameters():
            if parameter.dim() == 1:
                nn.init.normal_(parameter, 0.5, 0.1)
        export(model, samples[0][0][:2].clone(), arguments.target, name)
        result[name] = losses(model, samples)
    (arguments.target / "losses.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
