// What docs/clients.md shows in code, run as it stands but for the address; the languages agree.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';
import { Lab } from './lab.js';

const address = 'http://127.0.0.1:4000';
const page = await readFile(path.resolve(import.meta.dirname, '../../docs/clients.md'), 'utf8');

const block = language => page.match(new RegExp('```' + language + '\\n([^]*?)```'))[1];

let lab;
before(async () => { lab = await Lab.start(); });
after(() => lab.stop());

test('the clients of the page are answered', async () => {
  const text = block('js');
  assert.ok(text.includes(address), text);
  const { openai, anthropic } = new Function(
    'OpenAI', 'Anthropic', text.replaceAll(address, lab.url('OPENAI')) + 'return { openai, anthropic };',
  )(OpenAI, Anthropic);
  const messages = [{ role: 'user', content: 'Hello page' }];
  const completion = await openai.chat.completions.create({ model: 'fake-echo', messages });
  assert.match(completion.choices[0].message.content, /Hello page/);
  const message = await anthropic.messages.create({ model: 'fake-echo', max_tokens: 99, messages });
  assert.match(message.content[0].text, /Hello page/);
});

for (const language of ['python', 'java']) {
  test(`${language} says the same as JavaScript`, () => {
    const said = text => text.match(/"([^"]*)"/g).filter(word => /127|agentgateway/.test(word));
    assert.deepEqual(said(block(language)), said(block('js')));
  });
}
