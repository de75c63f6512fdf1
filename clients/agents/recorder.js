// Between an agent and the gateway: passes everything on as it is, and keeps what was asked.
import http from 'node:http';

export class Recorder {
  exchanges = [];
  #server;

  static async before(gateway) {
    const recorder = new Recorder();
    const { hostname, port, pathname } = new URL(gateway);
    const prefix = pathname === '/' ? '' : pathname;
    recorder.#server = http.createServer(async (request, response) => {
      const exchange = { method: request.method, path: request.url, headers: request.headers };
      recorder.exchanges.push(exchange);
      const body = await whole(request);
      exchange.body = body.toString();
      const { method, headers } = request;
      const onward = http.request({ hostname, port, method, path: prefix + request.url, headers }, answer => {
        exchange.status = answer.statusCode;
        const pieces = [];
        answer.on('data', piece => pieces.push(piece));
        answer.on('end', () => { exchange.answer = Buffer.concat(pieces).toString(); });
        answer.on('error', () => response.destroy());
        response.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      onward.end(body);
    });
    await new Promise(resolve => recorder.#server.listen(0, '127.0.0.1', resolve));
    return recorder;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise(resolve => this.#server.close(resolve));
  }
}

async function whole(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}
