// A gateway before fake providers, as a process; see ClientLabConsole.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const jars = path.join(root, 'app/target/dist/lib');

export const vendors = ['OPENAI', 'ANTHROPIC'];
export const ways = ['buffered', 'streamed'];
export const pairs = vendors.flatMap(vendor => ways.map(way => ({ vendor, way })));
export const key = 'client-key-canary-3333';
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export class Lab {
  #process;
  #lines;
  #urls = {};
  #busy = Promise.resolve();

  static async start() {
    const lab = new Lab();
    lab.#process = spawn(
      path.join(process.env.JAVA_HOME, 'bin/java'),
      [
        '-Xmx256m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        `-Dagentgateway.jar=${path.join(jars, 'agentgateway-app.jar')}`,
        '-cp',
        [path.join(root, 'testkit/target/classes'), path.join(jars, '*')].join(path.delimiter),
        'dev.agentgateway.testkit.ClientLabConsole',
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    lab.#lines = createInterface({ input: lab.#process.stdout })[Symbol.asyncIterator]();
    for (const vendor of vendors) {
      lab.#urls[vendor] = await lab.tell('url', vendor);
    }
    return lab;
  }

  url(vendor) {
    return this.#urls[vendor];
  }

  // One command at a time: answers come in the order of the commands.
  tell(...words) {
    this.#busy = this.#busy.then(async () => {
      this.#process.stdin.write(words.join(' ') + '\n');
      const { value, done } = await this.#lines.next();
      if (done) throw new Error('the lab has ended');
      return value;
    });
    return this.#busy;
  }

  async stop() {
    const ended = new Promise(resolve => this.#process.on('exit', resolve));
    this.#process.stdin.end();
    await ended;
  }
}
