"""Run with: python3 -m unittest discover docs/examples

Only what decodes needs a package beside the standard library; without it those tests are skipped.
"""

import importlib.util
import unittest
import uuid
from pathlib import Path

from consume_regressions import SCHEMAS, Decoder, Undecodable, complete_schema, line, split

GOLDEN = SCHEMAS.parent / "test" / "resources" / "golden"
RUN = uuid.UUID("019b76da-a800-7123-8abc-0123456789ab")
ALERT = {
    "phase": "OPENED",
    "degradation": {
        "series": {"runId": RUN.bytes, "scenario": "checkout", "step": "pay"},
        "metric": "ERROR_RATE",
        "onsetMicros": 1_767_225_641_000_000,
        "baseline": 0.0,
        "worst": 0.5,
    },
    "explanation": {
        "attribution": "UNEXPLAINED",
        "fault": None,
        "evidence": "No fault was active.",
    },
}


def golden(name):
    """The bytes of a record as Faultline writes them."""
    return bytes.fromhex((GOLDEN / f"{name}.hex").read_text(encoding="ascii"))


class Bytes(unittest.TestCase):
    def test_the_header_is_a_marker_and_a_fingerprint(self):
        value = golden("regression-event")
        fingerprint, record = split(value)

        self.assertEqual(bytes.fromhex("c301" + fingerprint) + record, value)
        self.assertEqual(len(fingerprint), 16)

    def test_other_bytes_are_refused(self):
        for value in (b"", b"\xc3\x01\x00", b'{"phase": "OPENED"}'):
            with self.assertRaises(Undecodable):
                split(value)


class Schema(unittest.TestCase):
    def test_each_type_is_defined_once_and_where_it_is_needed_first(self):
        names = []

        def walk(schema):
            if isinstance(schema, dict):
                if schema["type"] in ("record", "enum", "fixed"):
                    names.append(schema["name"])
                for field in schema.get("fields", []):
                    walk(field["type"])

        walk(complete_schema(SCHEMAS / "avro", "RegressionEvent"))

        self.assertEqual(
            names,
            ["RegressionEvent", "RegressionPhase", "Degradation", "Series", "RunId", "Metric"]
            + ["Explanation", "Attribution"],
        )


class Line(unittest.TestCase):
    def test_says_what_is_worse_since_when_and_why(self):
        self.assertEqual(
            line(ALERT),
            "OPENED   UNEXPLAINED: checkout/pay ERROR_RATE since 2026-01-01T00:00:41Z"
            " (0.00% -> 50.00%)"
            " run 019b76da-a800-7123-8abc-0123456789ab. No fault was active.",
        )


@unittest.skipUnless(importlib.util.find_spec("fastavro"), "fastavro is not installed")
class Decoding(unittest.TestCase):
    def test_an_alert_as_faultline_writes_it(self):
        self.assertEqual(
            line(Decoder().decode(golden("regression-event"))),
            "RESOLVED EXPLAINED by payments-latency: checkout/place-order RESPONSE_TIME_P95"
            " since 2026-01-01T00:00:21Z (12.3 ms -> 310 ms)"
            " run 019b76da-a800-7123-8abc-0123456789ab. p95 rose with the fault.",
        )

    def test_a_record_of_another_type_is_refused(self):
        with self.assertRaises(Undecodable):
            Decoder().decode(golden("fault-event"))


if __name__ == "__main__":
    unittest.main()
