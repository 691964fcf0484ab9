"""Paired RGB and infrared street scenes, drawn from a seed, with the boxes of what they show.

No camera sees everything here, so that a detector has a reason to fuse two of them: at night the RGB camera
sees only what stands under a lamp, in smoke little; to the infrared camera a third of the objects have the
temperature of the street, and hot vents look like something alive.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

__all__ = ["CLASSES", "LIGHTS", "SIZE", "Scenes", "render"]

CLASSES = ("person", "car")
LIGHTS = ("day", "night", "smoke")
SIZE = 96  # pixels: height and width of both images
SLOTS = 4  # objects in a scene, at most

_CHUNK = 64  # scenes drawn at a time: bounds memory, and scene i stays the same however many are drawn
_COLD = 0.35  # share of the objects that infrared can't tell from the street


@dataclass(frozen=True)
class Scenes:
    """N scenes as tensors.

    Attributes:
        rgb: colour images, uint8, [N, 3, S, S].
        ir: infrared images, uint8, warm is bright, [N, 1, S, S].
        boxes: left, top, right, bottom in pixels, float32, [N, SLOTS, 4]; zeros where there is no object.
        labels: index into `CLASSES`, int64, [N, SLOTS]; -1 where there is no object.
        light: index into `LIGHTS`, int64, [N].
    """

    rgb: Tensor
    ir: Tensor
    boxes: Tensor
    labels: Tensor
    light: Tensor

    def __len__(self) -> int:
        return len(self.light)

    def __getitem__(self, index: list[int] | slice | Tensor) -> Scenes:
        return Scenes(*(part[index] for part in self.parts()))

    def to(self, device: torch.device) -> Scenes:
        """Returns the same scenes on `device`."""
        return Scenes(*(part.to(device, non_blocking=True) for part in self.parts()))

    def parts(self) -> tuple[Tensor, ...]:
        """Returns the tensors in the order of the attributes."""
        return self.rgb, self.ir, self.boxes, self.labels, self.light


def render(count: int, seed: int, size: int = SIZE) -> Scenes:
    """Draws scenes; the same count, seed and size give the same pixels.

    Args:
        count: number of scenes; day, night and smoke take turns.
        seed: what the scenes are drawn from.
        size: height and width in pixels.

    Returns:
        `count` scenes on the CPU.
    """
    chunks = [_render_chunk(seed, start, size) for start in range(0, count, _CHUNK)]
    return Scenes(*(torch.cat(parts)[:count] for parts in zip(*(c.parts() for c in chunks), strict=True)))


class _Objects(NamedTuple):
    """What stands in N scenes: present, label [N, SLOTS]; centre, half of the size: pixels, [N, SLOTS, 2]."""

    present: Tensor
    label: Tensor
    centre: Tensor
    half: Tensor

    def boxes(self, size: int) -> Tensor:
        corners = torch.cat([self.centre - self.half, self.centre + self.half], dim=-1)
        return corners.clamp(0, size) * self.present.unsqueeze(-1)


def _render_chunk(seed: int, start: int, size: int) -> Scenes:
    dice = torch.Generator().manual_seed(seed * 1_000_003 + start)
    light = torch.arange(start, start + _CHUNK) % len(LIGHTS)
    objects = _place(dice, size)
    rgb, ir = _draw(dice, objects, size)
    rgb = _illuminate(dice, rgb, light)
    ir = functional.avg_pool2d(ir, 3, stride=1, padding=1, count_include_pad=False)  # infrared optics are soft
    return Scenes(
        rgb=_to_bytes(rgb + 0.05 * torch.randn(rgb.shape, generator=dice)),
        ir=_to_bytes(ir + 0.04 * torch.randn(ir.shape, generator=dice)),
        boxes=objects.boxes(size),
        labels=objects.label.masked_fill(~objects.present, -1),
        light=light,
    )


def _to_bytes(image: Tensor) -> Tensor:
    return (image.clamp(0, 1) * 255).round().to(torch.uint8)


def _uniform(dice: torch.Generator, low: float, high: float, *shape: int) -> Tensor:
    return low + (high - low) * torch.rand(shape, generator=dice)


def _place(dice: torch.Generator, size: int) -> _Objects:
    """Puts one to SLOTS objects into different cells of a 3 x 3 grid, so that they hardly overlap."""
    n, cell = _CHUNK, size / 3
    where = torch.rand((n, 9), generator=dice).topk(SLOTS).indices
    count = torch.randint(1, SLOTS + 1, (n, 1), generator=dice)
    label = torch.randint(0, len(CLASSES), (n, SLOTS), generator=dice)
    centre = (torch.stack([where % 3, where // 3], dim=-1) + 0.5) * cell
    centre = centre + _uniform(dice, -0.12, 0.12, n, SLOTS, 2) * cell
    long = _uniform(dice, 0.28, 0.46, n, SLOTS) * cell  # half of the longer side
    short = torch.where(label == 0, long * 0.5, long * 0.6)
    person = (label == 0).unsqueeze(-1)
    half = torch.where(person, torch.stack([short, long], dim=-1), torch.stack([long, short], dim=-1))
    return _Objects(torch.arange(SLOTS) < count, label, centre, half)


def _draw(dice: torch.Generator, objects: _Objects, size: int) -> tuple[Tensor, Tensor]:
    """Returns the scenes in full light, [N, 3, S, S], and their temperatures, [N, 1, S, S], both 0 to 1."""
    n = _CHUNK
    rgb = 0.25 + 0.3 * _fog(dice, 1, size) + 0.12 * _fog(dice, 3, size)
    ir = _uniform(dice, 0.2, 0.4, n, 1, 1, 1) + 0.15 * _fog(dice, 1, size)
    for _ in range(3):  # signs, bins, walls: coloured, hardly warmer than the street
        patch = _rectangle(dice, size)
        rgb = torch.where(patch, _uniform(dice, 0.1, 0.9, n, 3, 1, 1), rgb)
        ir = torch.where(patch, ir + _uniform(dice, -0.08, 0.08, n, 1, 1, 1), ir)
    for _ in range(2):  # vents: hot, and nothing to see
        ir = torch.maximum(ir, _uniform(dice, 0.4, 0.9, n, 1, 1, 1) * _glow(dice, 0.03, 0.07, size))
    for slot in range(SLOTS):
        rgb, ir = _draw_object(dice, objects, slot, rgb, ir)
    return rgb, ir


def _draw_object(dice: torch.Generator, objects: _Objects, slot: int, rgb: Tensor, ir: Tensor) -> tuple[Tensor, Tensor]:
    """Paints one object into each scene that has as many; shapes as in `_draw`."""
    n = _CHUNK
    shape, detail = _silhouette(objects, slot, rgb.shape[-1])
    person = (objects.label[:, slot] == 0).view(n, 1, 1, 1)
    colour = _uniform(dice, 0.05, 0.95, n, 3, 1, 1)
    skin = torch.tensor([0.8, 0.6, 0.5]).view(1, 3, 1, 1)
    second = torch.where(person, skin, 0.3 * colour)  # a car's windows are dark
    heat = torch.where(person, _uniform(dice, 0.7, 0.95, n, 1, 1, 1), _uniform(dice, 0.55, 0.85, n, 1, 1, 1))
    cold = _uniform(dice, 0, 1, n, 1, 1, 1) < _COLD
    warm = torch.where(cold, ir, heat - torch.where(detail, 0.08, 0.0))
    return torch.where(shape, torch.where(detail, second, colour), rgb), torch.where(shape, warm, ir)


def _silhouette(objects: _Objects, slot: int, size: int) -> tuple[Tensor, Tensor]:
    """Returns what the object covers and, of that, head or cabin: bool, [N, 1, S, S]."""
    u, v = _coordinates(objects.centre[:, slot], objects.half[:, slot], size)
    head = (u / 0.5) ** 2 + ((v + 0.7) / 0.3) ** 2 < 1
    torso = u**4 + ((v - 0.25) / 0.75) ** 4 < 1
    cabin = (u.abs() < 0.6) & (v > -1) & (v < -0.2)
    body = u**6 + ((v - 0.35) / 0.65) ** 6 < 1
    person = (objects.label[:, slot] == 0).view(-1, 1, 1, 1)
    shape = torch.where(person, head | torso, cabin | body) & objects.present[:, slot].view(-1, 1, 1, 1)
    return shape, torch.where(person, head, cabin) & shape


def _coordinates(centre: Tensor, half: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Returns x and y of each pixel, [N, 1, 1, S] and [N, 1, S, 1], where the object's box is -1 to 1."""
    pixel = torch.arange(size) + 0.5
    u = (pixel - centre[:, :1]) / half[:, :1]
    v = (pixel - centre[:, 1:]) / half[:, 1:]
    return u[:, None, None, :], v[:, None, :, None]


def _illuminate(dice: torch.Generator, rgb: Tensor, light: Tensor) -> Tensor:
    """Returns what the RGB camera gets of the scenes: daylight, lamps at night, or smoke before them."""
    n, size = len(rgb), rgb.shape[-1]
    day = rgb * _uniform(dice, 0.8, 1.1, n, 1, 1, 1)
    lamps = torch.maximum(_glow(dice, 0.12, 0.22, size), _glow(dice, 0.12, 0.22, size))
    night = rgb * (0.02 + 0.7 * lamps)
    thickness = (0.45 + 0.9 * _fog(dice, 1, size)).clamp(max=0.97)
    smoke = day + thickness * (0.6 - day)
    return torch.stack([day, night, smoke])[light, torch.arange(n)]


def _fog(dice: torch.Generator, channels: int, size: int) -> Tensor:
    """Returns soft noise, 0 to 1, [N, channels, S, S]."""
    coarse = torch.rand((_CHUNK, channels, 5, 5), generator=dice)
    return functional.interpolate(coarse, size=(size, size), mode="bilinear", align_corners=True)


def _glow(dice: torch.Generator, low: float, high: float, size: int) -> Tensor:
    """Returns a round spot that fades, 1 at its centre, sigma `low` to `high` of the width, [N, 1, S, S]."""
    centre = _uniform(dice, 0.1, 0.9, _CHUNK, 2) * size
    sigma = _uniform(dice, low, high, _CHUNK, 1).expand(-1, 2) * size * math.sqrt(2)
    u, v = _coordinates(centre, sigma, size)
    return torch.exp(-(u**2) - v**2)


def _rectangle(dice: torch.Generator, size: int) -> Tensor:
    """Returns where a rectangle lies: bool, [N, 1, S, S]."""
    centre = _uniform(dice, 0, 1, _CHUNK, 2) * size
    u, v = _coordinates(centre, _uniform(dice, 0.03, 0.15, _CHUNK, 2) * size, size)
    return (u.abs() < 1) & (v.abs() < 1)
