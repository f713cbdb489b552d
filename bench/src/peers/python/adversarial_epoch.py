"""One epoch of adversarial training in PyTorch, to set beside `danskin train`: the small MNIST network (two 4x4 convolutions
of 16 and 32 filters at stride 2, 100 hidden units), batch 128, Adam, eps 0.3, projected gradient descent from a random start.

    OMP_NUM_THREADS=1 python3 adversarial_epoch.py FOLDER_OF_MNIST [INNER_STEPS]
"""
import gzip
import sys
import time

import torch
from torch import nn
from torch.nn import functional


def images(path):
    with gzip.open(path) as f:
        data = f.read()
    return torch.frombuffer(bytearray(data[16:]), dtype=torch.uint8).reshape(-1, 1, 28, 28).float() / 255


def labels(path):
    with gzip.open(path) as f:
        data = f.read()
    return torch.frombuffer(bytearray(data[8:]), dtype=torch.uint8).long()


def main():
    folder, steps = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    torch.set_num_threads(1)
    torch.manual_seed(0)
    x = images(folder + "/train-images-idx3-ubyte.gz")
    y = labels(folder + "/train-labels-idx1-ubyte.gz")
    net = nn.Sequential(nn.Conv2d(1, 16, 4, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 4, 2, 1), nn.ReLU(), nn.Flatten(),
                        nn.Linear(1568, 100), nn.ReLU(), nn.Linear(100, 10))
    optimizer = torch.optim.Adam(net.parameters(), 2e-3)
    eps, rate, batch = 0.3, 0.075, 128
    order = torch.randperm(len(x))
    times = []
    for k in range(len(x) // batch):
        started = time.perf_counter()
        index = order[k * batch:(k + 1) * batch]
        clean, truth = x[index], y[index]
        z = (clean + eps * (2 * torch.rand_like(clean) - 1)).clamp(0, 1)
        for p in net.parameters():
            p.requires_grad_(False)
        for _ in range(steps):
            z.requires_grad_(True)
            gradient, = torch.autograd.grad(functional.cross_entropy(net(z), truth, reduction="sum"), z)
            with torch.no_grad():
                z = torch.minimum(torch.maximum(z + rate * gradient.sign(), clean - eps), clean + eps).clamp(0, 1)
        for p in net.parameters():
            p.requires_grad_(True)
        optimizer.zero_grad(set_to_none=True)
        functional.cross_entropy(net(z.detach()), truth).backward()
        optimizer.step()
        times.append(time.perf_counter() - started)
    times.sort()
    print(f"torch {torch.__version__}: {sum(times):.2f} s an epoch of {len(times)} steps, median {1000 * times[len(times) // 2]:.2f} ms a step")


main()
