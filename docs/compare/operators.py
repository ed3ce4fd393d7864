"""Computes what PyTorch makes of layers that the Java tests wrote, in double precision.

    operators.py FOLDER

Each FOLDER/NAME.case.safetensors holds one layer: its settings and the launch of its random numbers as metadata;
input.I, parameter.ROLE and cotangent.I as tensors in PyTorch's order. Beside it this writes NAME.result.safetensors:
output.I or loss, gradient.input.I and gradient.parameter.ROLE, the gradients of sum(output * cotangent) or of the loss.
"""

import json
import math
import sys
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import load_file, save_file

GOLDEN = numpy.uint64(0x9E3779B97F4A7C15)


def mix(z):
    """The finalizer of SplitMix64."""
    z = z + GOLDEN
    z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return z ^ (z >> numpy.uint64(31))


def dropout_mask(shape, probability, launch):
    """What Partita keeps: a uniform number per (seed, stream, step, sample, element), not below the probability."""
    seed, stream, step = (numpy.array([launch[name]], numpy.int64).view(numpy.uint64) for name in ("seed", "stream", "step"))
    samples = numpy.arange(shape[0], dtype=numpy.uint64) + numpy.uint64(launch["first_sample"])
    key = mix(mix(mix(mix(seed) ^ stream) + step) + samples)
    elements = numpy.arange(math.prod(shape[1:]), dtype=numpy.uint64)
    uniform = (mix(key[:, None] + elements * GOLDEN) >> numpy.uint64(40)) * 2.0**-24
    return torch.from_numpy(uniform >= probability).reshape(shape)


def self_attention(x, heads, causal):
    samples, sequence, width = x.shape
    split = x.view(samples, sequence, 3, heads, width // (3 * heads)).permute(2, 0, 3, 1, 4)
    context = F.scaled_dot_product_attention(*split, is_causal=causal)
    return context.transpose(1, 2).reshape(samples, sequence, width // 3)


def dropout(x, probability, launch):
    return x * dropout_mask(x.shape, probability, launch) / (1 - probability)


def activation(x, function):
    functions = {"RELU": F.relu, "GELU_TANH": lambda y: F.gelu(y, approximate="tanh"), "GELU": F.gelu, "TANH": torch.tanh}
    return functions[function](x)


def cross_entropy(logits, targets, microbatches):
    """Every row counts one part of the global batch."""
    rows = targets.numel()
    return F.cross_entropy(logits.reshape(rows, -1), targets.reshape(rows), reduction="sum") / (rows * microbatches)


def soft_cross_entropy(logits, goals, microbatches):
    rows = logits.numel() // logits.shape[-1]
    return -(goals * F.log_softmax(logits, -1)).sum() / (rows * microbatches)


def pool(x, function, window, stride, padding, ceiling):
    halves = [both // 2 for both in padding]
    if function == "MaxPool":
        return F.max_pool2d(x, window, stride, halves, ceil_mode=ceiling)
    return F.avg_pool2d(x, window, stride, halves, ceil_mode=ceiling, count_include_pad=False)


def sliced(x, axis, start, length, drop):
    part = x.narrow(axis, start, length)
    return part.squeeze(axis) if drop else part


def batch_norm(x, weight, bias, epsilon):
    return F.batch_norm(x, None, None, weight, bias, training=True, eps=epsilon)


def heads_of(x, heads):
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def joined(context):
    return context.transpose(1, 2).flatten(2)


def rotary(x, heads, head_size, theta):
    """Turns element i of both halves of a head by position * theta^(-2i/headSize)."""
    angles = torch.outer(torch.arange(x.shape[1]).double(), theta ** (-torch.arange(0, head_size, 2).double() / head_size))
    angles = angles.to(x.dtype)[None, :, None, :]
    turned = x[..., : heads * head_size].unflatten(-1, (heads, head_size))
    a, b = turned.chunk(2, -1)
    turned = torch.cat([a * angles.cos() - b * angles.sin(), b * angles.cos() + a * angles.sin()], -1)
    return torch.cat([turned.flatten(2), x[..., heads * head_size :]], -1)


def grouped_attention(x, heads, key_heads, head_size, causal):
    q, k, v = (heads_of(part, part.shape[-1] // head_size)
               for part in x.split([heads * head_size, key_heads * head_size, key_heads * head_size], -1))
    return joined(F.scaled_dot_product_attention(q, k, v, is_causal=causal, enable_gqa=True))


def position_buckets(sequence, buckets, largest_distance, bidirectional):
    """As the T5 code counts them."""
    relative = torch.arange(sequence)[None, :] - torch.arange(sequence)[:, None]
    first = torch.zeros_like(relative)
    if bidirectional:
        buckets //= 2
        first += (relative > 0) * buckets
        relative = relative.abs()
    else:
        relative = -relative.clamp(max=0)
    exact = buckets // 2
    grown = exact + (torch.log(relative.float() / exact) / math.log(largest_distance / exact) * (buckets - exact)).long()
    return first + torch.where(relative < exact, relative, grown.clamp(max=buckets - 1))


def relative_attention(x, table, heads, largest_distance, causal):
    sequence = x.shape[1]
    bias = table[position_buckets(sequence, len(table), largest_distance, not causal)].permute(2, 0, 1)
    if causal:
        bias = bias.masked_fill(torch.ones(sequence, sequence).tril() == 0, -math.inf)
    q, k, v = (heads_of(part, heads) for part in x.chunk(3, -1))
    return joined(F.scaled_dot_product_attention(q, k, v, attn_mask=bias[None], scale=1.0))


def route(logits, choices, capacity_factor):
    """The slot of every choice, -1 where its expert is full: first choices before second ones, tokens in order."""
    flat = logits.flatten(0, -2)
    tokens, experts = flat.shape
    capacity = min(max(math.ceil(capacity_factor * (tokens * choices / experts)), 1), tokens)
    chosen = flat.argsort(stable=True, dim=-1, descending=True)[:, :choices]
    order = chosen.T.flatten()
    places = (F.one_hot(order, experts).cumsum(0) - 1).gather(1, order[:, None]).view(choices, tokens).T
    slots = torch.where(places < capacity, chosen * capacity + places, -1)
    return slots, (experts, capacity), flat.gather(1, chosen).softmax(-1)


def dispatch(x, slots, sizes):
    experts, capacity = sizes
    flat = x.flatten(0, -2)
    kept = slots >= 0
    source = torch.arange(len(flat))[:, None].expand_as(slots)
    rows = torch.zeros(experts * capacity, flat.shape[-1], dtype=x.dtype)
    return list(rows.index_put((slots[kept],), flat[source[kept]]).split(capacity))


def combine(rows, slots, sizes, gates):
    kept = (slots >= 0)[..., None]
    return (torch.cat(rows)[slots.clamp(min=0)] * gates[..., None] * kept).sum(1)


def balance(logits, choices, coefficient):
    flat = logits.flatten(0, -2)
    chosen = flat.argsort(stable=True, dim=-1, descending=True)[:, :choices]
    fractions = F.one_hot(chosen, flat.shape[-1]).sum((0, 1)).to(flat.dtype) / len(flat)
    return coefficient * flat.shape[-1] * (fractions * flat.softmax(-1).mean(0)).sum()


def run(layer, x, p):
    """One layer in PyTorch's words; `layer` are its settings, `x` its inputs, `p` its parameters by role."""
    number = lambda name: int(layer[name])
    real = lambda name: float(layer[name])
    flag = lambda name: layer[name] == "true"
    sizes = lambda name: json.loads(layer[name])
    launch = {name: int(layer[name]) for name in ("seed", "stream", "step", "first_sample")}
    match layer["operator"]:
        case "Embedding":
            return F.embedding(x[0], p["weight"])
        case "PositionEmbedding":
            return x[0] + p["weight"]
        case "Linear":
            return F.linear(x[0], p["weight"], p.get("bias"))
        case "SelfAttention":
            return self_attention(x[0], number("heads"), layer["causal"] == "true")
        case "LayerNorm":
            return F.layer_norm(x[0], (number("width"),), p["weight"], p["bias"], real("epsilon"))
        case "BatchNorm2d":
            return batch_norm(x[0], p["weight"], p["bias"], real("epsilon"))
        case "LocalResponseNorm":
            return F.local_response_norm(x[0], number("size"), real("alpha"), real("beta"), real("k"))
        case "Conv2d":
            return F.conv2d(x[0], p["weight"], p["bias"], number("stride"), number("padding"), groups=number("groups"))
        case "MaxPool2d":
            return F.max_pool2d(x[0], number("window"), number("stride"))
        case "Activation":
            return activation(x[0], layer["function"])
        case "Dropout":
            return dropout(x[0], real("probability"), launch)
        case "Add":
            return x[0] + x[1]
        case "Flatten":
            return x[0].flatten(1)
        case "SequenceToImage":
            return x[0].transpose(1, 2).unflatten(2, (number("height"), number("width")))
        case "ImageToSequence":
            return x[0].flatten(2).transpose(1, 2)
        case "CrossEntropyLoss":
            return cross_entropy(x[0], x[1], number("microbatches"))
        case "RmsNorm":
            return F.rms_norm(x[0], (number("width"),), p["weight"], real("epsilon"))
        case "RotaryPositions":
            return rotary(x[0], number("heads"), number("headSize"), real("theta"))
        case "GroupedQueryAttention":
            return grouped_attention(x[0], number("heads"), number("keyHeads"), number("headSize"), layer["causal"] == "true")
        case "RelativeAttention":
            return relative_attention(x[0], p["weight"], number("heads"), number("largestDistance"), layer["causal"] == "true")
        case "CrossAttention":
            q, (k, v) = heads_of(x[0], number("heads")), (heads_of(part, number("heads")) for part in x[1].chunk(2, -1))
            return joined(F.scaled_dot_product_attention(q, k, v, scale=None if layer["scaled"] == "true" else 1.0))
        case "SwiGlu":
            return F.silu(x[0]) * x[1]
        case "Scale":
            return real("factor") * x[0]
        case "Dispatch":
            return dispatch(x[0], *route(x[1], number("choices"), real("capacityFactor"))[:2])
        case "Combine":
            slots, capacity, gates = route(x[0], number("choices"), real("capacityFactor"))
            return combine(x[1:], slots, capacity, gates).reshape(*x[0].shape[:-1], -1)
        case "LoadBalancingLoss":
            return balance(x[0], number("choices"), real("coefficient")) / number("microbatches")
        case "MaskedCrossEntropyLoss":
            rows = x[1].numel()
            total = F.cross_entropy(x[0].reshape(rows, -1), x[1].reshape(rows), reduction="sum", ignore_index=-100)
            return total / (x[0].shape[0] * number("predictions") * number("microbatches"))
        case "SoftCrossEntropyLoss":
            return soft_cross_entropy(x[0], x[1], number("microbatches"))
        case "MeanSquaredErrorLoss":
            return F.mse_loss(x[0], x[1]) / number("microbatches")
        case "ClassToken":
            return torch.cat([p["weight"].expand(len(x[0]), 1, -1), x[0]], 1)
        case "BatchMatMul":
            return x[0] @ x[1]
        case "Softmax":
            return x[0].softmax(number("axis"))
        case "ReduceMean":
            return x[0].mean(sizes("axes"), keepdim=flag("keep"))
        case "ReduceSum":
            return x[0].sum(sizes("axes"), keepdim=flag("keep"))
        case "Permute":
            return x[0].permute(sizes("order"))
        case "Reshape":
            return x[0].reshape([size or x[0].shape[i] for i, size in enumerate(sizes("sizes"))])
        case "Slice":
            return sliced(x[0], number("axis"), number("start"), number("length"), flag("drop"))
        case "Split":
            return x[0].split(sizes("parts"), number("axis"))
        case "Concat":
            return torch.cat(x, number("axis"))
        case "MaxPool" | "AveragePool" as function:
            return pool(x[0], function, sizes("window"), sizes("stride"), sizes("padding"), flag("ceiling"))
        case "Convolution":
            padding = [both // 2 for both in sizes("padding")]
            return F.conv2d(x[0], p["weight"], p.get("bias"), sizes("stride"), padding, groups=number("groups"))
        case unknown:
            raise SystemExit(f"No PyTorch operator is known here for {unknown}; add it to {Path(__file__).name}.")


def with_prefix(tensors, prefix):
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def compare(file):
    with safe_open(file, "pt") as opened:
        layer = opened.metadata()
    tensors = load_file(file)
    leaves = {name: tensor.requires_grad_() for name, tensor in tensors.items()
              if tensor.is_floating_point() and not name.startswith("cotangent.")}
    inputs = with_prefix(tensors, "input.")
    result = run(layer, [inputs[name] for name in sorted(inputs)], with_prefix(tensors, "parameter."))
    if layer["operator"].endswith("Loss"):
        found, objective = {"loss": result}, result
        leaves.pop("input.1", None)
    else:
        outputs = result if isinstance(result, (list, tuple)) else [result]
        found = {f"output.{i}": output for i, output in enumerate(outputs)}
        objective = sum((output * tensors[f"cotangent.{i}"]).sum() for i, output in enumerate(outputs))
    gradients = torch.autograd.grad(objective, list(leaves.values()), allow_unused=True)
    found |= {f"gradient.{name}": gradient for name, gradient in zip(leaves, gradients) if gradient is not None}
    contiguous = {name: tensor.detach().contiguous().clone() for name, tensor in found.items()}
    save_file(contiguous, file.with_name(file.name.replace(".case.", ".result.")))


def main():
    torch.set_num_threads(1)
    for file in sorted(Path(sys.argv[1]).glob("*.case.safetensors")):
        compare(file)


if __name__ == "__main__":
    main()
