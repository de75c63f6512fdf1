"""A provider in Anthropic's format that takes the keys in KEYS only. Each answer's text is the key that it was asked with."""
import asyncio
import json
import os

KEYS = os.environ["KEYS"].split()
PIECES = 20  # of a stream, one each PAUSE seconds
PAUSE = 0.05


def events(model, text):
    yield "message_start", {"message": message(model, []) | {"stop_reason": None}}
    yield "content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}}
    for _ in range(PIECES):
        yield "content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": text + " "}}
    yield "content_block_stop", {"index": 0}
    yield "message_delta", {"delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": {"output_tokens": PIECES}}
    yield "message_stop", {}


def message(model, content):
    usage = {"input_tokens": 3, "output_tokens": 3}
    return {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": content,
            "stop_reason": "end_turn", "stop_sequence": None, "usage": usage}


def head(status, content_type, length):
    return f"HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\n{length}\r\n\r\n".encode()


async def answer(writer, key, body):
    if key not in KEYS:
        error = json.dumps({"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}).encode()
        writer.write(head("401 Unauthorized", "application/json", f"content-length: {len(error)}") + error)
    elif body.get("stream"):
        writer.write(head("200 OK", "text/event-stream", "transfer-encoding: chunked"))
        for name, data in events(body["model"], key):
            event = f"event: {name}\ndata: {json.dumps(data | {'type': name})}\n\n".encode()
            writer.write(b"%x\r\n%b\r\n" % (len(event), event))
            await writer.drain()
            await asyncio.sleep(PAUSE if name == "content_block_delta" else 0)
        writer.write(b"0\r\n\r\n")
    else:
        whole = json.dumps(message(body["model"], [{"type": "text", "text": key}])).encode()
        writer.write(head("200 OK", "application/json", f"content-length: {len(whole)}") + whole)
    await writer.drain()


async def serve(reader, writer):
    try:
        while True:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            await answer(writer, headers.get("x-api-key"), json.loads(body))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    async with await asyncio.start_server(serve, "0.0.0.0", 4010, backlog=1024) as server:
        await server.serve_forever()


asyncio.run(main())
