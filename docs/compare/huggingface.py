"""Writes small random checkpoints as the transformers library saves them, with the losses of their first steps in PyTorch.

    pip install torch==2.13.0 transformers==5.18.0
    python huggingface.py TARGET --text genesis.txt [--images FOLDER]

Each folder below TARGET holds config.json, safetensors in the type and the number of files named here, and losses.json:
plain SGD on 8 samples a step in their own order. Samples are cut as training.py cuts them.
"""

import argparse
import json
import logging
from pathlib import Path

import torch
import transformers as hf
from torch.nn import functional as F

from training import GOLDEN, mix, read_idx, shifted, signed, stream_of

SEQUENCE, BATCH, STEPS, RATE = 16, 8, 5, 0.05
TEXT = dict(vocab_size=256, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
            max_position_embeddings=SEQUENCE)
GROUPED = dict(TEXT, num_key_value_heads=2)


def windows(text, step, length, stride, offset=0):
    start = torch.arange(step * BATCH, (step + 1) * BATCH)[:, None] * stride + torch.arange(length) + offset
    return text[start % len(text)]


def causal(model, data, step):
    tokens, targets = (windows(data, step, SEQUENCE, SEQUENCE, shift) for shift in (0, 1))
    return F.cross_entropy(model(tokens).logits.flatten(0, 1), targets.flatten())


def masked(model, data, step, predictions=2, mask=256):
    original = windows(data, step, SEQUENCE, SEQUENCE)
    key = mix(mix(mix(torch.tensor(0)) ^ stream_of("drawn samples")))
    key = mix(key + torch.arange(step * BATCH, (step + 1) * BATCH))
    draw = lambda part: shifted(
        mix(key[:, None] + (torch.arange(SEQUENCE) + part * SEQUENCE) * signed(GOLDEN)), 40)
    chosen = draw(0).argsort(stable=True, dim=-1)[:, :predictions]
    predicted = torch.zeros_like(original, dtype=torch.bool).scatter(1, chosen, True)
    kind, other = (draw(part).to(torch.float32) * 2.0**-24 for part in (1, 2))
    drawn = torch.where(kind < 0.8, mask, torch.where(kind < 0.9, (other * mask).long(), original))
    types = (2 * torch.arange(SEQUENCE) >= SEQUENCE).long().expand_as(original)
    logits = model(torch.where(predicted, drawn, original), token_type_ids=types).logits
    return F.cross_entropy(logits[predicted], original[predicted])


def continued(model, data, step):
    cut = lambda offset: windows(data, step, SEQUENCE, 2 * SEQUENCE, offset)
    logits = model(input_ids=cut(0), decoder_input_ids=cut(SEQUENCE - 1)).logits
    return F.cross_entropy(logits.flatten(0, 1), cut(SEQUENCE).flatten())


def classified(model, data, step):
    images, labels = data
    part = slice(step * BATCH, (step + 1) * BATCH)
    return F.cross_entropy(model(images[part]).logits, labels[part])


def fashion(folder):
    images = read_idx(folder, "train-images-idx3-ubyte", 3)[:, None].to(torch.float64)
    images = ((images - images.mean()) / images.std(correction=0)).to(torch.float32)
    return images, read_idx(folder, "train-labels-idx1-ubyte", 1).to(torch.int64)


MODELS = {
    "gpt2": (hf.GPT2LMHeadModel, hf.GPT2Config(
        vocab_size=256, n_positions=SEQUENCE, n_embd=32, n_layer=2, n_head=4,
        resid_pdrop=0, embd_pdrop=0, attn_pdrop=0), causal, torch.float32, None),
    "llama": (hf.LlamaForCausalLM, hf.LlamaConfig(**GROUPED), causal, torch.bfloat16, "20KB"),
    "mistral": (hf.MistralForCausalLM, hf.MistralConfig(**GROUPED, head_dim=16, sliding_window=None), causal,
                torch.float16, None),
    "mixtral": (hf.MixtralForCausalLM, hf.MixtralConfig(
        **dict(GROUPED, intermediate_size=16), num_local_experts=2), causal, torch.bfloat16, None),
    "qwen2": (hf.Qwen2ForCausalLM, hf.Qwen2Config(**GROUPED, tie_word_embeddings=True), causal, torch.bfloat16, None),
    "bert": (hf.BertForMaskedLM, hf.BertConfig(
        **dict(TEXT, vocab_size=260), hidden_dropout_prob=0, attention_probs_dropout_prob=0), masked,
             torch.bfloat16, None),
    "t5": (hf.T5ForConditionalGeneration, hf.T5Config(
        vocab_size=256, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4, dropout_rate=0,
        n_positions=SEQUENCE), continued, torch.bfloat16, None),
    "vit": (hf.ViTForImageClassification, hf.ViTConfig(
        hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, image_size=28, patch_size=7,
        num_channels=1, num_labels=10, hidden_dropout_prob=0, attention_probs_dropout_prob=0), classified,
            torch.bfloat16, None),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--text", required=True, type=Path)
    parser.add_argument("--images", help="a folder of IDX files; without it, no vit")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    hf.utils.logging.disable_progress_bar()
    text = torch.tensor(list(arguments.text.read_bytes()))
    for name, (kind, config, loss, dtype, shard) in MODELS.items():
        if name == "vit" and not arguments.images:
            continue
        data = fashion(arguments.images) if name == "vit" else text
        torch.manual_seed(0)
        model = kind(config).eval()
        for parameter in model.parameters():
            torch.nn.init.normal_(parameter, 0 if parameter.dim() > 1 else 0.5, 0.1)
        folder = arguments.target / name
        model.to(dtype).save_pretrained(folder, **({"max_shard_size": shard} if shard else {}))
        model.float()
        optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
        losses = []
        for step in range(STEPS):
            optimizer.zero_grad()
            value = loss(model, data, step)
            value.backward()
            optimizer.step()
            losses.append(value.item())
        (folder / "generation_config.json").unlink(missing_ok=True)
        count = sum(parameter.numel() for parameter in model.parameters())
        (folder / "losses.json").write_text(json.dumps({"parameters": count, "losses": losses}) + "\n")
        print(name, count, losses)


if __name__ == "__main__":
    main()
