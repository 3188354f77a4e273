#!/usr/bin/env python3
"""Follows scores and transitions: pip install confluent-kafka; follow.py [BROKER [PREFIX]]"""
import json
import sys

from confluent_kafka import Consumer

broker = sys.argv[1] if len(sys.argv) > 1 else "localhost:9092"
prefix = sys.argv[2] if len(sys.argv) > 2 else "tidemark"
scores, transitions = f"{prefix}.scores.v1", f"{prefix}.transitions.v1"

consumer = Consumer({
    "bootstrap.servers": broker,
    "group.id": "follow-example",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",  # nothing that is taken back later
})
consumer.subscribe([scores, transitions])
latest = {}  # customer -> scorecard; a real consumer keeps it in its own store
seen = set()  # ids of the transitions acted upon; a real consumer keeps those of some days

try:
    while True:
        record = consumer.poll(1.0)
        if record is None or record.error():
            continue
        customer = record.key().decode()
        header = {name: value.decode() for name, value in record.headers() or []}
        if record.topic() == scores and record.value() is None:
            latest.pop(customer, None)
            print(f"{header['ce_time']} {customer} is gone: {header['ce_cause']}", flush=True)
        elif record.topic() == scores:
            latest[customer] = json.loads(record.value())
        elif header["ce_id"] not in seen:
            seen.add(header["ce_id"])
            move = json.loads(record.value())
            print(f"{move['asOf']} {customer} {move['dimension']}: {move['from']} -> {move['to']}"
                  f" ({'; '.join(move['reasons'])}), {len(latest)} customers known", flush=True)
except KeyboardInterrupt:
    consumer.close()
