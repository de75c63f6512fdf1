"""Asks a gateway for chats, all the time, and counts what it lost.

    load.py URL                asks until told to end (SIGTERM): some clients keep their connection, some take a new one for each
                               request, some read streams to their end; prints the line `ASKED LOST LONGEST SERVED HOW`
    load.py URL --until TEXT   asks until 20 answers in a row, each on a connection of its own, are TEXT

What an answer is: the header x-route, the model and the text, in one line. LONGEST is the longest wait for a whole answer that was no
stream, in seconds. SERVED is how long after the time in the file CHANGED (a variable; seconds since 1970) the last request was begun
that got another answer than the last one; `-` without the file. A kept connection that the gateway has closed is not used
again, as clients do it; what is lost on one that it has not closed counts.
"""
import collections
import http.client
import json
import os
import select
import signal
import sys
import threading
import time
import urllib.parse

CLIENTS = {"kept": 4, "new": 4, "stream": 2}
PAUSE = 0.02
PATIENCE = 15
IN_A_ROW = 20

url = urllib.parse.urlsplit(sys.argv[1])
over = threading.Event()
lock = threading.Lock()
asked = 0
longest = 0.0
lost = collections.Counter()
answers = {}  # to when the last request that got it was begun


def is_closed(connection):
    return connection.sock is not None and bool(select.select([connection.sock], [], [], 0)[0])


def ask(connection, is_stream):
    """What came: the answer, or an exception that says why there is none."""
    if is_closed(connection):
        connection.close()
    body = json.dumps({"model": "", "stream": is_stream, "messages": [{"role": "user", "content": "hello"}]})
    connection.request("POST", url.path, body, {"content-type": "application/json"})
    response = connection.getresponse()
    text = response.read().decode()
    if response.status != 200:
        raise ValueError(f"{response.status} {response.headers.get('x-agentgateway-error', '')}".strip())
    if is_stream:
        if not text.endswith("data: [DONE]\n\n"):
            raise ValueError("a stream was cut")
        return None
    chat = json.loads(text)
    return " ".join([response.headers.get("x-route", "-"), chat["model"], chat["choices"][0]["message"]["content"]])


def client(kind):
    global asked, longest
    connection = http.client.HTTPConnection(url.netloc, timeout=PATIENCE)
    while not over.is_set():
        begun = time.time()
        why = answer = None
        try:
            answer = ask(connection, kind == "stream")
        except (OSError, ValueError, http.client.HTTPException) as failed:
            why = f"{kind}: {str(failed) or type(failed).__name__}"
            connection.close()
        if kind == "new":
            connection.close()
        with lock:
            asked += 1
            if kind != "stream":
                longest = max(longest, time.time() - begun)
            if why:
                lost[why] += 1
            elif answer:
                answers[answer] = max(begun, answers.get(answer, 0))
        time.sleep(PAUSE)


def served():
    changed = os.environ.get("CHANGED", "")
    if not os.path.exists(changed) or not answers:
        return "-"
    at = float(open(changed).read())
    before = sorted(answers.values())[:-1]
    return f"{max([0.0] + [last - at for last in before]):.2f}"


def load():
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    threads = [threading.Thread(target=client, args=[kind]) for kind, count in CLIENTS.items() for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    how = "; ".join(f"{count} × {why}" for why, count in lost.most_common())
    print(asked, sum(lost.values()), f"{longest:.2f}", served(), how)


def until(wanted):
    row = 0
    while row < IN_A_ROW:
        connection = http.client.HTTPConnection(url.netloc, timeout=PATIENCE)
        try:
            row = row + 1 if ask(connection, False) == wanted else 0
        except (OSError, ValueError, http.client.HTTPException):
            row = 0
        connection.close()


if sys.argv[2:3] == ["--until"]:
    until(sys.argv[3])
else:
    load()
