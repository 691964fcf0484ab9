"""The scenes show what the boxes say, and each camera misses something."""

from __future__ import annotations

import torch

from yolofuse.scenes import LIGHTS, SIZE, Scenes, render

NIGHT, SMOKE = LIGHTS.index("night"), LIGHTS.index("smoke")


def _inside(scenes: Scenes, image: torch.Tensor, scene: int, slot: int) -> torch.Tensor:
    """The middle of an object's box, bytes, flat."""
    left, top, right, bottom = scenes.boxes[scene, slot].tolist()
    x, y, w, h = (left + right) / 2, (top + bottom) / 2, (right - left) / 4, (bottom - top) / 4
    return image[scene, :, int(y - h) : int(y + h), int(x - w) : int(x + w)].float().flatten()


def test_the_same_seed_draws_the_same_pixels() -> None:
    """Scenes depend on seed and place alone, not on how many are drawn."""
    few, many = render(70, seed=3), render(140, seed=3)
    assert all(torch.equal(a, b[:70]) for a, b in zip(few.parts(), many.parts(), strict=True))
    assert not torch.equal(few.rgb, render(70, seed=4).rgb)


def test_boxes_lie_in_the_image_and_are_large_enough_for_a_cell() -> None:
    """Each scene has an object, each object lies in the image and has sides of 8 pixels or more."""
    scenes = render(192, seed=0)
    present = scenes.labels >= 0
    boxes = scenes.boxes[present]
    assert present.any(dim=1).all()
    assert boxes.min() >= 0
    assert boxes.max() <= SIZE
    assert (boxes[:, 2:] - boxes[:, :2]).min() >= 8
    assert not scenes.boxes[~present].any()


def test_night_hides_from_rgb_and_not_from_infrared() -> None:
    """At night the RGB image is far darker than by day; the infrared one is about the same."""
    scenes = render(192, seed=0)
    rgb, ir = (x.float().mean(dim=(1, 2, 3)) for x in (scenes.rgb, scenes.ir))
    day, night = scenes.light == 0, scenes.light == NIGHT
    assert rgb[night].mean() < 0.4 * rgb[day].mean()
    assert 0.9 < ir[night].mean() / ir[day].mean() < 1.1


def test_smoke_takes_the_colours() -> None:
    """In smoke the three colours of the RGB image are closer to each other than by day."""
    scenes = render(192, seed=0)
    spread = scenes.rgb.float().std(dim=1).mean(dim=(1, 2))
    assert spread[scenes.light == SMOKE].mean() < 0.7 * spread[scenes.light == 0].mean()


def test_about_a_third_of_the_objects_are_cold() -> None:
    """Some objects are no warmer than their street, so that infrared alone can't find all."""
    scenes = render(192, seed=0)
    places = (scenes.labels >= 0).nonzero().tolist()
    street = scenes.ir.float().flatten(1).median(dim=1).values
    warm = [bool(_inside(scenes, scenes.ir, i, slot).mean() > street[i] + 40) for i, slot in places]
    assert 0.5 < sum(warm) / len(warm) < 0.8
