"""Damaged streams cost the second reader no more than sound ones."""

import zlib

import pytest

from auditlint.loaders.plumber import _decompressed


def test_a_lost_checksum_loses_nothing_else() -> None:
    sound = zlib.compress(bytes(range(256)) * 64)
    assert _decompressed(sound[:-2] + b"??") == bytes(range(256)) * 64


def test_damage_within_is_told() -> None:
    damaged = bytearray(zlib.compress(bytes(range(256)) * 64))
    damaged[2:6] = b"\xff\xff\xff\xff"
    with pytest.raises(zlib.error):
        _decompressed(bytes(damaged))
