import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { readAnswerSchemas } from '../../scripts/lib/answerSchemas.ts';
import { answerSchemas, contentKey } from '../../server/answersBuild.ts';
import { readConfig } from '../../server/config.ts';
import { createApp } from '../../server/http/app.ts';
import { sentByPeople } from '../../server/http/openapi/commandSchemas.ts';
import { answerSchema } from '../../server/http/openapi/querySchemas.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { queryList } from '../../server/queries/registry.ts';
import type { System } from '../../server/system.ts';
import { temporaryFolder } from '../helpers/temporaryFolder.ts';

const config = readConfig({});
const document = openApiDocument(config);
const app = createApp({ config } as unknown as System);
const official = fileURLToPath(
  new URL('../../../shared/data/standards/openapi-3.1/schema.apidevtools.json', import.meta.url),
);

/** Routes of the registry of the server that are for programs: '/api/q/:name' stands for every query. */
const programRoutes = [
  ...new Set(
    app.routes
      .filter(
        (r) =>
          r.method !== 'ALL' &&
          /^\/(api|files|healthz|datos\/.)/.test(r.path) &&
          !['/api/docs/:file', '/api/q/:name'].includes(r.path),
      )
      .map((r) => `${r.method} ${r.path.replaceAll(/:(\w+)/g, '{$1}')}`),
  ),
];

describe('OpenAPI', { timeout: 60_000 }, () => {
  test.skipIf(!existsSync(official))(
    'the document keeps the official schema of OpenAPI 3.1 (not run where ../shared/data/standards is absent)',
    () => {
      const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
      // Ajv resolves "$dynamicRef": "#meta" to the root instead of the schema object's definition, which is what it
      // means here.
      const validate = ajv.compile(
        JSON.parse(
          readFileSync(official, 'utf8').replaceAll('"$dynamicRef": "#meta"', '"$ref": "#/$defs/schema"'),
        ) as AnySchema,
      );
      validate(JSON.parse(JSON.stringify(document)));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  test('every schema in it compiles, and every reference leads somewhere', () => {
    const ajv = new Ajv2020({ strict: false, discriminator: false });
    formats.default(ajv);
    ajv.addSchema({ $id: 'openapi', components: document.components } as AnySchema);
    const names = Object.keys(document.components.schemas);
    for (const name of names) ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
    const text = JSON.stringify(document);
    const lost = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].filter(
      ([, path]) =>
        (path ?? '')
          .split('/')
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document) === undefined,
    );
    console.log(`OpenAPI: ${names.length} schemas, ${Object.keys(document.paths).length} paths, ${text.length} bytes`);
    expect(lost.map(([, path]) => path)).toEqual([]);
  });

  test('every command and every query is in it, with what it takes and what it answers', () => {
    const { schemas } = document.components;
    expect(sentByPeople.filter((c) => !(`command.${c.kind}` in schemas)).map((c) => c.kind)).toEqual([]);
    expect(queryList.filter((q) => !(`/api/q/${q.name}` in document.paths)).map((q) => q.name)).toEqual([]);
    expect(queryList.filter((q) => !q.answer && !answerSchema(q.name)).map((q) => `${q.name}: has no answer`)).toEqual(
      [],
    );
  });

  test('every route for programs that the server answers is in it, and it promises no other', () => {
    const written = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // The log-in is one handler for everything under /api/auth; its steps are documented one by one.
    const fixed = written.filter((route) => !/ \/api\/(q|auth)\//.test(route));
    console.log(`OpenAPI: ${programRoutes.length} routes of the server looked at`);
    expect(fixed.sort()).toEqual(programRoutes.sort());
  });

  test('what queries answer is read again when the code says otherwise, wherever it lies', () => {
    const folder = temporaryFolder('answers');
    const say = (text: string) => writeFileSync(join(folder, 'a.ts'), text);
    say('export type A = 1;');
    const first = contentKey(folder, ['*.ts']);
    say('export type A = 2;');
    expect(contentKey(folder, ['*.ts'])).not.toBe(first);
    say('export type A = 1;');
    expect(contentKey(folder, ['*.ts'])).toBe(first);
    const { answers } = answerSchemas();
    expect(Object.keys(answers).length).toBeGreaterThan(50);
    expect(answers).toEqual(readAnswerSchemas().answers);
  });
});

describe('the page for people', () => {
  test('stands in Spanish without a script or a style written into it, and all that it loads is ours to serve', async () => {
    const answer = await app.request('/api/docs');
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:/);
    expect(page).not.toMatch(/<script(?! src=)|<style|\son\w+=|\sstyle=/);
    expect(page).toContain('lang="es-BO"');
    const loads = [...page.matchAll(/(?:src|href)="(\/api\/docs\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loads).toHaveLength(4);
    for (const path of loads) {
      const file = await app.request(path);
      expect([path, file.status, file.headers.get('content-type')?.split(';')[0]]).toEqual([
        path,
        200,
        path.endsWith('.js') ? 'text/javascript' : 'text/css',
      ]);
    }
    expect((await app.request('/api/docs/package.json')).status).toBe(404);
    expect((await app.request('/api/docs/toString')).status).toBe(404);
  });

  test('how a key is used and an operation is sent stands in the description, with one that the server reads', () => {
    const { description } = document.info;
    expect(description).toContain('Authorization: Bearer');
    const [, said = ''] = /-d '(.*?)'\n/s.exec(description) ?? [];
    const { commands } = JSON.parse(said) as { commands: string[] };
    const envelope = JSON.parse(commands[0] ?? '') as { kind: string; body: { title: string } };
    expect(envelope).toMatchObject({ kind: 'document.record', body: { title: 'Acta de aprobación' } });
  });
});
