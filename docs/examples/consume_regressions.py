#!/usr/bin/env python3
"""Prints each alert of faultline.regressions as one line, until SIGTERM or Ctrl-C.

    pip install -r docs/examples/requirements.txt
    python3 docs/examples/consume_regressions.py --bootstrap localhost:9092 --from-beginning

How the bytes are read is described in docs/topics.md.
"""

import argparse
import io
import json
import signal
import sys
import uuid
from datetime import datetime, timezone
from pathlib import Path

TOPIC = "faultline.regressions"
RECORD = "RegressionEvent"
MARKER = b"\xc3\x01"
HEADER_LENGTH = 10
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas" / "src" / "main"


class Undecodable(Exception):
    """The bytes are no record of this topic, in no version that is known here."""


def complete_schema(folder, record):
    """A record's schema with the types that it names, which have files of their own, put in.

    Avro wants each type defined where it occurs first, and named from then on.
    """
    defined = set()

    def put_in(schema):
        if isinstance(schema, list):
            return [put_in(branch) for branch in schema]
        if isinstance(schema, str):
            file = folder / f"{schema}.avsc"
            if schema in defined or not file.exists():
                return schema  # defined before, or one of Avro's own types
            return put_in(json.loads(file.read_text(encoding="utf-8")))
        schema = dict(schema)
        if schema["type"] in ("record", "enum", "fixed"):
            defined.add(schema["name"])
        if schema["type"] == "record":
            schema["fields"] = [
                {**field, "type": put_in(field["type"])} for field in schema["fields"]
            ]
        elif schema["type"] in ("array", "map"):
            inside = "items" if schema["type"] == "array" else "values"
            schema[inside] = put_in(schema[inside])
        return schema

    return put_in(record)


def schema_versions(folder, record):
    """The current schema, and all versions of it: the current one and those before it."""
    current = complete_schema(folder / "avro", record)
    history = folder / "resources" / "schemas" / "history" / record
    older = [
        json.loads(file.read_text(encoding="utf-8")) for file in sorted(history.glob("*.avsc"))
    ]
    return current, [current, *older]


def split(value):
    """The fingerprint of the writer's schema, in hex as written, and the record after it."""
    if len(value) < HEADER_LENGTH or value[:2] != MARKER:
        raise Undecodable("no single-object encoding: it does not begin with C3 01")
    return value[2:HEADER_LENGTH].hex(), value[HEADER_LENGTH:]


class Decoder:
    """Reads a record that was written with any known version of its schema."""

    def __init__(self, folder=SCHEMAS, record=RECORD):
        from fastavro import parse_schema, schemaless_reader
        from fastavro.schema import fingerprint, to_parsing_canonical_form

        self._read = schemaless_reader
        current, versions = schema_versions(folder, record)
        self._reader = parse_schema(current)
        self._writers = {}
        for version in versions:
            crc = fingerprint(to_parsing_canonical_form(version), "CRC-64-AVRO")
            self._writers[crc] = parse_schema(version)

    def decode(self, value):
        fingerprint, record = split(value)
        writer = self._writers.get(fingerprint)
        if writer is None:
            raise Undecodable(f"schema fingerprint {fingerprint} is not known here")
        return self._read(io.BytesIO(record), writer, self._reader)


def utc(micros):
    return datetime.fromtimestamp(micros / 1e6, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def amount(metric, value):
    """A value of a metric, in the unit that people use."""
    if metric == "RESPONSE_TIME_P95":
        return f"{value / 1000:.3g} ms"
    return f"{value:.2%}" if metric == "ERROR_RATE" else f"{value:g}"


def line(event):
    """What people want to know of an alert, in one line."""
    degradation, explanation = event["degradation"], event["explanation"]
    series, metric = degradation["series"], degradation["metric"]
    cause = explanation["attribution"]
    if explanation["fault"] is not None:
        cause += f" by {explanation['fault']}"
    return (
        f"{event['phase']:8} {cause}: {series['scenario']}/{series['step']}"
        f" {metric} since {utc(degradation['onsetMicros'])}"
        f" ({amount(metric, degradation['baseline'])} -> {amount(metric, degradation['worst'])})"
        f" run {uuid.UUID(bytes=series['runId'])}. {explanation['evidence']}"
    )


class Stop:
    """Becomes true on SIGTERM and Ctrl-C."""

    def __init__(self):
        self._asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *_):
        self._asked = True

    def __bool__(self):
        return self._asked


def consume(consumer, decoder, stop):
    """At least once: a position is committed after its alert has been printed."""
    while not stop:
        message = consumer.poll(0.5)
        if message is None:
            continue
        if message.error():
            print(f"Kafka: {message.error()}", file=sys.stderr, flush=True)
            continue
        try:
            if message.value() is not None:
                print(line(decoder.decode(message.value())), flush=True)
        except Undecodable as reason:
            where = f"partition {message.partition()}, offset {message.offset()}"
            print(f"passed over, {where}: {reason}", file=sys.stderr, flush=True)
        consumer.commit(message=message, asynchronous=False)


def settings(options):
    properties = dict(pair.split("=", 1) for pair in options.property)
    return {
        # With less, the client tries and complains twenty times a second while Kafka is away.
        "reconnect.backoff.ms": 2000,
        **properties,
        "bootstrap.servers": options.bootstrap,
        "group.id": options.group,
        "auto.offset.reset": "earliest" if options.from_beginning else "latest",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
    }


def key_value(text):
    if "=" not in text:
        raise argparse.ArgumentTypeError(f"'{text}' is not KEY=VALUE")
    return text


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap", required=True, metavar="HOST:PORT", help="your Kafka")
    parser.add_argument("--group", default="faultline-alerts", help="consumer group (%(default)s)")
    parser.add_argument(
        "--from-beginning",
        action="store_true",
        help="a new group starts with the oldest alert, not with the next one",
    )
    parser.add_argument(
        "--property",
        action="append",
        default=[],
        type=key_value,
        metavar="KEY=VALUE",
        help="further setting of the Kafka client, may be repeated",
    )
    return parser.parse_args()


def main():
    options = arguments()
    from confluent_kafka import Consumer

    stop, decoder = Stop(), Decoder()
    consumer = Consumer(settings(options))
    try:
        consumer.subscribe([TOPIC])
        consume(consumer, decoder, stop)
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
