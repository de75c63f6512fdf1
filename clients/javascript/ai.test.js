// Vercel's AI SDK, unchanged: its OpenAI and its Anthropic provider, for either provider of ours.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, Output, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { Lab, key, pairs, pixel, vendors } from './lab.js';

let lab;
before(async () => { lab = await Lab.start(); });
after(() => lab.stop());

const speakers = {
  openai: (vendor, model) => createOpenAI({ baseURL: lab.url(vendor) + '/v1', apiKey: key }).chat(model),
  anthropic: (vendor, model) => createAnthropic({ baseURL: lab.url(vendor) + '/v1', apiKey: key })(model),
};

// What either way came to, in one shape.
const ask = async (way, options) => {
  const whole = { maxRetries: 0, ...options };
  if (way === 'buffered') return generateText(whole);
  let error;
  const result = streamText({ ...whole, onError: event => { error ??= event.error; } });
  await result.consumeStream();
  if (error) throw error;
  return { text: await result.text, usage: await result.usage, steps: await result.steps, output: await result.output };
};

const tools = Object.fromEntries(['weather', 'news', 'maps'].map(name => [name, tool({
  description: 'Tells of a city',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => `${name} of ${city}`,
})]));

for (const format of Object.keys(speakers)) {
  for (const { vendor, way } of pairs) {
    const where = `${format} for ${vendor} ${way}`;
    const model = name => speakers[format](vendor, name);

    test(`an answer comes with its usage: ${where}`, async () => {
      const answer = await ask(way, { model: model('fake-echo'), prompt: 'Hello gateway' });
      assert.match(answer.text, /Hello gateway/);
      assert.ok(answer.usage.inputTokens > 0);
      assert.ok(answer.usage.outputTokens > 0);
    });

    for (const [name, used] of [['fake-tools', ['weather']], ['fake-parallel-tools', ['weather', 'news', 'maps']]]) {
      test(`${name}, in a loop: ${where}`, async () => {
        const answer = await ask(way, {
          model: model(name), tools, stopWhen: stepCountIs(3), prompt: 'Use weather for {"city":"Pécs"}',
        });
        assert.equal(answer.steps.length, 2);
        assert.deepEqual(answer.steps[0].toolCalls.map(call => call.toolName), used);
        for (const each of used) assert.ok(answer.text.includes(`${each} of Pécs`), answer.text);
      });
    }

    test(`a schema is filled and parsed: ${where}`, async () => {
      const schema = z.object({ city: z.string(), degrees: z.number() });
      // Of a model that it does not know, the Anthropic provider asks by a forced tool.
      const filler = format === 'anthropic' ? 'fake-tools' : 'fake-json';
      const answer = await ask(way, { model: model(filler), prompt: 'The weather', output: Output.object({ schema }) });
      assert.equal(typeof answer.output.degrees, 'number');
    });

    test(`an image is seen: ${where}`, async () => {
      const content = [{ type: 'text', text: 'What is it?' }, { type: 'image', image: Buffer.from(pixel, 'base64') }];
      const answer = await ask(way, { model: model('fake-vision'), messages: [{ role: 'user', content }] });
      assert.match(answer.text, /^Image 1: image\/png, \d+ bytes, 1x1$/);
    });

    for (const status of [400, 401, 404, 429, 529]) {
      test(`${status} is raised as APICallError: ${where}`, async () => {
        await assert.rejects(ask(way, { model: model(`fake-${status}`), prompt: 'Hello' }), error => {
          assert.ok(APICallError.isInstance(error), String(error));
          assert.equal(error.statusCode, status);
          assert.ok(error.data?.error?.message, 'a message that was read');
          return true;
        });
      });
    }

    test(`a refusal for now is tried again: ${where}`, async () => {
      const before = Number(await lab.tell('count', vendor));
      await lab.tell('refuse', vendor, 429);
      const start = performance.now();
      await ask(way, { model: model('fake-echo'), prompt: 'Hello', maxRetries: 2 });
      assert.ok(performance.now() - start > 950, 'waited');
      assert.equal(Number(await lab.tell('count', vendor)), before + 2);
    });
  }

  for (const vendor of vendors) {
    test(`leaving in mid-stream is seen by the provider: ${format} for ${vendor}`, async () => {
      const leave = new AbortController();
      const result = streamText({
        model: speakers[format](vendor, 'fake-endless'), prompt: 'Go on', abortSignal: leave.signal, onError() {},
      });
      let pieces = 0;
      for await (const _ of result.textStream) {
        if (++pieces === 5) leave.abort();
      }
      assert.equal(await lab.tell('left', vendor), 'true');
    });

    for (const fault of ['fake-cut', 'fake-error-event']) {
      test(`${fault} is no answer: ${format} for ${vendor}`, async () => {
        await assert.rejects(ask('streamed', { model: speakers[format](vendor, fault), prompt: 'Hello, are you there?' }));
      });
    }
  }
}

for (const vendor of ['ANTHROPIC']) {
  test(`thinking comes and is taken back: ${vendor}`, async () => {
    const answer = await generateText({
      model: speakers.anthropic(vendor, 'fake-think'), tools, stopWhen: stepCountIs(3),
      providerOptions: { anthropic: { thinking: { type: 'adaptive' } } },
      prompt: 'Use weather for {"city":"Pécs"}',
    });
    assert.ok(answer.steps[0].reasoningText);
    assert.match(answer.text, /weather of Pécs/);
    assert.match(await lab.tell('latest', vendor), /"signature"/);
  });
}
