"""Stands for api.anthropic.com: answers as on the page, if what comes is what the page leads to. As api.openai.com it tells what came."""
import http.server
import json
import ssl

ANSWER = {
    "id": "msg_01PbaJfDHnjEBG4BueJNR2ff",
    "type": "message",
    "role": "assistant",
    "model": "claude-3-opus-20240229",
    "content": [{"type": "text", "text": "Artificial Intelligence (AI) is a field of computer science."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 16, "output_tokens": 318},
}

QUESTIONS = "Explain how AI works in simple terms.", "What is kubernetes?"


class Anthropic(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.headers["host"] == "api.openai.com":
            self.answer(*self.openai(body))
        else:
            self.answer(*self.anthropic(body))

    def openai(self, body):
        if body["model"] == "gpt-4o":
            return 429, {"error": {"type": "requests", "message": "too many"}}
        told = {
            "key": self.headers["authorization"],
            "instructions": [each["content"] for each in body["messages"] if each["role"] == "system"],
        }
        choice = {"index": 0, "message": {"role": "assistant", "content": json.dumps(told)}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 8, "completion_tokens": 9, "total_tokens": 17}
        answer = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"]}
        return 200, answer | {"choices": [choice], "usage": usage}

    def anthropic(self, body):
        wrong = [
            what
            for what, holds in {
                "path": self.path == "/v1/messages",
                "x-api-key": self.headers["x-api-key"] == open("/anthropic/key").read().strip(),
                "anthropic-version": self.headers["anthropic-version"] == "2023-06-01",
                "authorization": self.headers["authorization"] is None,
                "host": self.headers["host"] == "api.anthropic.com",
                "model": body["model"] == "claude-3-opus-20240229",
                "max_tokens": body["max_tokens"] == 4096,
                "messages": body["messages"][0]["role"] == "user"
                and any(question in json.dumps(body["messages"]) for question in QUESTIONS),
            }.items()
            if not holds
        ]
        error = {"type": "error", "error": {"type": "invalid_request_error", "message": ", ".join(wrong)}}
        return (400, error) if wrong else (200, ANSWER)

    def answer(self, status, body):
        answer = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


server = http.server.ThreadingHTTPServer(("0.0.0.0", 8443), Anthropic)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/anthropic/tls.crt", "/anthropic/tls.key")
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
