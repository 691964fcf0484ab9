"""A dual-stream detector (RGB + infrared) in the manner of YOLOFuse, small enough for a CPU."""
