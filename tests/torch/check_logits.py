"""check_logits.py FOLDER — the probes that gptreel recorded in FOLDER/out-… have the logits that PyTorch found."""

import json
import pathlib
import struct
import sys

top = pathlib.Path(sys.argv[1])
for name, expected in json.loads((top / "expected.json").read_text()).items():
    raw = (top / name / "probes" / "0.safetensors").read_bytes()
    length = struct.unpack("<Q", raw[:8])[0]
    tensor = json.loads(raw[8 : 8 + length])["logits"]
    begin, end = (8 + length + at for at in tensor["data_offsets"])
    logits = struct.unpack(f"<{(end - begin) // 4}f", raw[begin:end])[-len(expected) :]
    error = max(abs(a - b) for a, b in zip(logits, expected))
    assert error < 1e-4 * max(map(abs, expected)), (name, error)
    print(f"{name}: logits within {error:.1e}")
