// Where an agent works: a gateway as it starts without a file, and gateways before fake providers.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { Lab } from '../javascript/lab.js';

const root = path.resolve(import.meta.dirname, '../..');
const listening = /^listening on (http:\S+)/;

// By who answers: the fake models that are built in, or a fake provider in its own format.
export const places = ['BUILT_IN', 'ANTHROPIC', 'OPENAI'];

export class Stage {
  #gateway;
  #url;
  #lab;

  static async start() {
    const stage = new Stage();
    stage.#gateway = spawn(
      path.join(process.env.JAVA_HOME, 'bin/java'),
      [
        '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1',
        '-jar', path.join(root, 'app/target/dist/lib/agentgateway-app.jar'),
        '--no-api',
        ...['--port', '--admin-port', '--metrics-port', '--readiness-port'].flatMap(port => [port, '0']),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, OLLAMA_HOST: '127.0.0.1:1' } },
    );
    for await (const line of createInterface({ input: stage.#gateway.stderr })) {
      if (listening.test(line)) {
        stage.#url = listening.exec(line)[1];
        break;
      }
    }
    stage.#gateway.stderr.resume();
    stage.#lab = await Lab.start();
    return stage;
  }

  // Without /v1.
  url(place) {
    return place === 'BUILT_IN' ? this.#url : this.#lab.url(place);
  }

  async stop() {
    const ended = new Promise(resolve => this.#gateway.on('exit', resolve));
    this.#gateway.kill();
    await ended;
    await this.#lab.stop();
  }
}
