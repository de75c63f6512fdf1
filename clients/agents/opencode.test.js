// OpenCode, unchanged, by OpenAI's format as `connect` sets it up, and by Anthropic's.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connect, isInstalled, made, native, run } from './agent.js';
import { keep } from './cassette.js';
import { Stage } from './stage.js';

const program = native('.', 'opencode', 'bin/opencode');
const skip = isInstalled(program) ? false : 'OpenCode is not installed';

// Words without spaces: OpenCode puts those with spaces in quotes.
const list = ['Use', 'bash', '{"command":"ls","description":"Lists"}'];

const alone = {
  OPENCODE_DISABLE_AUTOUPDATE: '1',
  OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
  OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  OPENCODE_DISABLE_MODELS_FETCH: '1',
  OPENCODE_DISABLE_SHARE: '1',
};

let stage;
before(async () => { stage = skip ? null : await Stage.start(); });
after(() => stage?.stop());

// By a user who lists a model of more, and maybe speaks Anthropic's format.
async function settings({ home, url }, model, library) {
  await connect('opencode', home, url);
  const file = path.join(home, '.config/opencode/opencode.json');
  const settings = JSON.parse(await readFile(file, 'utf8'));
  settings.provider.agentgateway.models[model] = { reasoning: model === 'fake-think' };
  settings.provider.agentgateway.npm = library;
  await writeFile(file, JSON.stringify(settings));
}

async function session(place, model, library, words) {
  const ended = await run({
    program,
    args: ['run', '--format', 'json', '--model', `agentgateway/${model}`, ...words],
    gateway: stage.url(place),
    prepare: given => settings(given, model, library),
    env: alone,
  });
  const said = ended.out.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line));
  return { ...ended, said };
}

// Who answers, the library that speaks, and the model.
const sessions = [
  ['BUILT_IN', '@ai-sdk/openai-compatible', 'fake-tools'],
  ['BUILT_IN', '@ai-sdk/openai-compatible', 'fake-think'],
  ['BUILT_IN', '@ai-sdk/anthropic', 'fake-tools'],
  ['ANTHROPIC', '@ai-sdk/openai-compatible', 'fake-tools'],
  ['ANTHROPIC', '@ai-sdk/openai-compatible', 'fake-think'],
  ['OPENAI', '@ai-sdk/anthropic', 'fake-tools'],
];

for (const [place, library, model] of sessions) {
  test(`a session with ${model} by ${library}: ${place}`, { skip }, async () => {
    const ended = await session(place, model, library, list);
    assert.equal(ended.code, 0, ended.err);
    const last = ended.said.filter(event => event.type === 'text').at(-1);
    assert.ok(last?.part.text.includes(`The tool said: ${made}`), ended.out + ended.err);
    if (place === 'BUILT_IN') await keep('opencode', `${model}-${library.slice('@ai-sdk/'.length)}`, ended);
  });
}

for (const [place, model, name, words] of [
  ['ANTHROPIC', 'fake-400', 'APIError', 'A fake model refuses this request'],
  ['OPENAI', 'fake-401', 'APIError', 'invalid x-api-key'],
  ['BUILT_IN', 'fake-context-exceeded', 'ContextOverflowError', 'maximum context length'],
]) {
  test(`${model} is understood: ${place}`, { skip }, async () => {
    const ended = await session(place, model, '@ai-sdk/openai-compatible', ['Hello']);
    const { error } = ended.said.find(event => event.type === 'error');
    assert.equal(error.name, name);
    assert.ok(error.data.message.includes(words), error.data.message);
  });
}
