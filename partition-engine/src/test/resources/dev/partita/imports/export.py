"""Writes the ONNX files beside it, as PyTorch 2.13 exports them: a small ResNet in training mode, so that batch norm
stays whole, and a small GPT-2 with decomposed attention and GELU.

    python export.py
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.onnx._internal.torchscript_exporter import onnx_proto_utils

# Only models with operators written in onnxscript need the onnx package; these have none.
onnx_proto_utils._add_onnxscript_fn = lambda model, custom: model


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
        self.conv1 = nn.Conv2d(3, 8, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Residual(8, 8, 1), Residual(8, 8, 1))
        self.layer2 = nn.Sequential(Residual(8, 16, 2), Residual(16, 16, 1))
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer2(self.layer1(x))
        return self.fc(torch.flatten(self.avgpool(x), 1))


WIDTH, HEADS, SEQUENCE, VOCABULARY = 32, 4, 16, 64


class Attention(nn.Module):
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


class Gelu(nn.Module):
    def forward(self, x):
        return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))))


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.c_fc = nn.Linear(WIDTH, 4 * WIDTH)
        self.act = Gelu()
        self.c_proj = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        return self.c_proj(self.act(self.c_fc(x)))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln_1, self.attn, self.ln_2, self.mlp = nn.LayerNorm(WIDTH), Attention(), nn.LayerNorm(WIDTH), Mlp()

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte = nn.Embedding(VOCABULARY, WIDTH)
        self.wpe = nn.Embedding(SEQUENCE, WIDTH)
        self.h = nn.ModuleList(Block() for _ in range(4))
        self.ln_f = nn.LayerNorm(WIDTH)
        self.lm_head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        self.lm_head.weight = self.wte.weight

    def forward(self, tokens):
        t = tokens.size(1)
        x = self.wte(tokens) + self.wpe(torch.arange(0, t).unsqueeze(0))
        for block in self.h:
            x = block(x)
        return self.lm_head(self.ln_f(x))


class SdpaBlock(nn.Module):
    """Separate projections and the fused attention function."""

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 64), nn.Linear(64, WIDTH)

    def forward(self, x):
        b, t, c = x.size()
        q, k, v = (f(x).view(b, t, HEADS, c // HEADS).transpose(1, 2) for f in (self.q, self.k, self.v))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.o(y.transpose(1, 2).reshape(b, t, c))
        return x + self.down(F.gelu(self.up(self.norm(x))))


def export(model, name, example, names, axes, opset, training):
    torch.manual_seed(1)
    torch.onnx.export(
        model,
        (example,),
        name,
        dynamo=False,
        input_names=[names[0]],
        output_names=[names[1]],
        dynamic_axes=axes,
        opset_version=opset,
        training=training,
        do_constant_folding=training == torch.onnx.TrainingMode.EVAL,
    )


EVAL, TRAINING = torch.onnx.TrainingMode.EVAL, torch.onnx.TrainingMode.TRAINING
BATCH = {"image": {0: "batch"}, "logits": {0: "batch"}}
TOKENS = {"tokens": {0: "batch", 1: "sequence"}, "logits": {0: "batch", 1: "sequence"}}
export(ResNet(), "resnet-training.onnx", torch.zeros(2, 3, 32, 32), ("image", "logits"), BATCH, 18, TRAINING)
export(ResNet().eval(), "resnet-folded.onnx", torch.zeros(1, 3, 32, 32), ("image", "logits"), None, 18, EVAL)
tokens = torch.zeros(2, SEQUENCE, dtype=torch.long)
export(Gpt2().eval(), "gpt2.onnx", tokens, ("tokens", "logits"), TOKENS, 14, EVAL)
export(Gpt2().eval(), "gpt2-fixed.onnx", tokens[:1], ("tokens", "logits"), None, 18, EVAL)
blocks = nn.Sequential(*(SdpaBlock() for _ in range(3))).eval()
features = {"features": {0: "batch"}, "out": {0: "batch"}}
export(blocks, "sdpa.onnx", torch.zeros(2, SEQUENCE, WIDTH), ("features", "out"), features, 18, EVAL)
