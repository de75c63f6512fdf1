// The API that the gateway serves, in a process of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

const jar = path.resolve(import.meta.dirname, '../../app/target/dist/lib/agentgateway-app.jar');

export class Api {
  #process;

  static async start() {
    const api = new Api();
    api.#process = spawn(
      path.join(process.env.JAVA_HOME, 'bin/java'),
      [
        '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar,
        'run', '--api', '--ephemeral',
        ...['--api-port', '--admin-port', '--metrics-port', '--readiness-port'].flatMap(port => [port, '0']),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    for await (const line of createInterface({ input: api.#process.stderr })) {
      const found = /export KUBECONFIG=(.*)/.exec(line);
      if (found) {
        api.kubeconfig = found[1];
        break;
      }
    }
    api.#process.stderr.resume();
    return api;
  }

  async stop() {
    const ended = new Promise(resolve => this.#process.on('exit', resolve));
    this.#process.kill();
    await ended;
  }
}
