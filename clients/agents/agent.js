// One run of a coding agent, in a home and a folder of its own, told where the gateway is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Recorder } from './recorder.js';

// The one file in the folder where agents work.
export const made = 'made-of-tools';

const modules = path.join(import.meta.dirname, 'node_modules');
const root = path.resolve(import.meta.dirname, '../..');

export const native = (scope, name, program) =>
  path.join(modules, scope, `${name}-${process.platform}-${process.arch}`, program);

export const isInstalled = program => existsSync(program);

// What `agentgateway connect TOOL --write` does to the settings of that home.
export async function connect(tool, home, url) {
  const { code, err } = await ended(spawn(
    path.join(process.env.JAVA_HOME, 'bin/java'),
    ['-jar', path.join(root, 'app/target/dist/lib/agentgateway-app.jar'), 'connect', tool, '--url', url, '--write'],
    { env: { PATH: process.env.PATH, HOME: home } },
  ));
  if (code !== 0) throw new Error(err);
}

// prepare({ home, url }) writes settings; env is what the agent finds beside PATH and HOME.
export async function run({ program, args, gateway, prepare = async () => {}, env = {}, seconds = 60 }) {
  const recorder = await Recorder.before(gateway);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'agent-'));
  const [home, work] = ['home', 'work'].map(name => path.join(folder, name));
  try {
    await mkdir(home);
    await mkdir(work);
    await writeFile(path.join(work, made), '');
    await prepare({ home, url: recorder.url });
    const child = spawn(program, args, {
      cwd: work,
      env: { PATH: process.env.PATH, HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: seconds * 1000,
    });
    return { ...(await ended(child)), exchanges: recorder.exchanges, home, work };
  } finally {
    await recorder.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function ended(child) {
  let out = '';
  let err = '';
  child.stdout.on('data', piece => { out += piece; });
  child.stderr.on('data', piece => { err += piece; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, out, err }));
  });
}
