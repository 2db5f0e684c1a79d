SAMPLES: dict[str, list[dict]] = {}
