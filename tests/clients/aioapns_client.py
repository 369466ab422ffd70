"""Sends what standard input lists by PyPI's aioapns, one after the other, and prints what it was answered."""

import asyncio
import json
import logging
import os
import ssl
import sys
from types import SimpleNamespace

from aioapns import APNs, NotificationRequest
from aioapns import connection

logging.disable(logging.CRITICAL)
ASKED = json.load(sys.stdin)
# Host and port are attributes of its classes.
connection.APNsProductionClientProtocol.APNS_SERVER = ASKED["host"]
connection.APNsTLSClientProtocol.APNS_PORT = ASKED["port"]


def client(name):
    key = ASKED["keys"][name]
    return APNs(
        key=key["pem"],
        key_id=key["key_id"],
        team_id=key["team_id"],
        topic=ASKED["topic"],
        max_connections=1,
        ssl_context=ssl.create_default_context(cadata=ASKED["ca"]),
    )


async def main():
    clients = {name: client(name) for name in ASKED["keys"]}
    answers = []
    for push in ASKED["pushes"]:
        request = NotificationRequest(
            push["token"],
            push["payload"],
            time_to_live=0.5 if push.get("bad_expiration") else None,
            priority=push["priority"],
            collapse_key=push.get("collapse_id"),
            # Its own list of push types ends before Apple's.
            push_type=SimpleNamespace(value=push["push_type"]),
            apns_topic=push["topic"],
        )
        result = await clients[push["key"]].send_notification(request)
        answers.append(f"{result.status} {result.description or ''}".rstrip())
    sys.stdout.write(json.dumps(answers))
    sys.stdout.flush()
    os._exit(0)


asyncio.run(main())
