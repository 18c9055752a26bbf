import { fileURLToPath } from 'node:url';
import type { CallExpression, Node } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import { API, type Checker, SignatureKind, SymbolFlags, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { AnswerSchemas } from '../../server/answersBuild.ts';

type Schema = { [key: string]: unknown };
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The answer of each query, read from the TypeScript type of its `run`: the compiler already checks server and screens
 * against that type, so the documentation always agrees with it. Finds every `defineQuery({ name: '…' })` under
 * server/queries, server/participation and server/committee.
 */
export function readAnswerSchemas(): AnswerSchemas {
  const api = new API({ cwd: root });
  try {
    const config = `${root}server/tsconfig.json`;
    const project = api.updateSnapshot({ openProject: config }).getProject(config);
    if (!project) throw new Error('the project of the server cannot be read');
    const { checker, program } = project;
    const walk: Walk = { checker, shapes: new Map(), inside: [] };
    const answers: [string, Schema][] = [];
    for (const file of program
      .getSourceFileNames()
      .filter((name) => /\/server\/(queries|participation|committee)\//.test(name))) {
      const source = program.getSourceFile(file);
      if (source)
        for (const { name, call } of definitionsIn(source))
          answers.push([name, schemaOf(answerType(checker, call), walk)]);
    }
    return { answers: sorted(answers), shapes: sorted([...walk.shapes].map(([name, { schema }]) => [name, schema])) };
  } finally {
    api.close();
  }
}

const sorted = (entries: [string, Schema][]): Record<string, Schema> =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

function definitionsIn(node: Node): { name: string; call: CallExpression }[] {
  const found: { name: string; call: CallExpression }[] = [];
  const visit = (n: Node): void => {
    if (isCallExpression(n) && isIdentifier(n.expression) && n.expression.text === 'defineQuery') {
      const [definition] = n.arguments;
      const named =
        definition && isObjectLiteralExpression(definition)
          ? definition.properties.find((p) => isPropertyAssignment(p) && isIdentifier(p.name) && p.name.text === 'name')
          : undefined;
      if (named && isPropertyAssignment(named) && named.initializer && isStringLiteral(named.initializer))
        found.push({ name: named.initializer.text, call: n });
    }
    n.forEachChild((child) => {
      visit(child);
      return undefined;
    });
  };
  visit(node);
  return found;
}

/** The type R of the `run: (reading) => Promise<R>` given to a call of defineQuery. */
function answerType(checker: Checker, call: CallExpression): Type {
  const resolved = checker.getResolvedSignature(call);
  const definition = resolved && checker.getParameterType(resolved, 0);
  const run = definition && checker.getPropertyOfType(definition, 'run');
  const type = run && checker.getTypeOfSymbol(run);
  const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  const promise = signature && checker.getReturnTypeOfSignature(signature);
  const [answer] = promise?.isTypeReference() ? checker.getTypeArguments(promise) : [];
  if (!answer) throw new Error('a query whose answer has no type');
  return answer;
}

interface Walk {
  readonly checker: Checker;
  readonly shapes: Map<string, { readonly type: Type; schema: Schema }>;
  /** Types being described, so that the description of a type that contains itself ends. */
  readonly inside: readonly Type[];
}

const has = (type: Type, flag: TypeFlags): boolean => (type.flags & flag) !== 0;

function schemaOf(type: Type, walk: Walk): Schema {
  if (type.isUnionType()) return unionOf(type.getTypes() ?? [], walk);
  if (type.isStringLiteralType() || type.isNumberLiteralType() || type.isBooleanLiteralType())
    return { const: type.value };
  if (has(type, TypeFlags.BooleanLiteral | TypeFlags.Boolean)) return { type: 'boolean' };
  if (has(type, TypeFlags.String | TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (has(type, TypeFlags.Number)) return { type: 'number' };
  if (has(type, TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void)) return { type: 'null' };
  if (!has(type, TypeFlags.Object | TypeFlags.Intersection)) return {};
  return objectOf(type, walk);
}

function unionOf(members: readonly Type[], walk: Walk): Schema {
  const present = members.filter((t) => !has(t, TypeFlags.Undefined));
  const literals = present
    .filter((t) => t.isStringLiteralType() || t.isNumberLiteralType())
    .map((t) => (t as Type & { value: string | number }).value);
  const booleans = present.filter((t) => has(t, TypeFlags.BooleanLiteral));
  const rest = present.filter(
    (t) => !t.isStringLiteralType() && !t.isNumberLiteralType() && !(booleans.length === 2 && booleans.includes(t)),
  );
  const parts: Schema[] = [
    ...(literals.length ? [{ enum: [...literals].sort() }] : []),
    ...(booleans.length === 2 ? [{ type: 'boolean' }] : []),
    ...rest.filter((t) => !has(t, TypeFlags.Null)).map((t) => schemaOf(t, walk)),
    ...(rest.some((t) => has(t, TypeFlags.Null)) ? [{ type: 'null' }] : []),
  ];
  return parts.length === 1 ? (parts[0] as Schema) : { anyOf: parts };
}

function objectOf(type: Type, walk: Walk): Schema {
  const { checker } = walk;
  if (type.isTypeReference() && checker.isArrayLikeType(type)) {
    const members = checker.getTypeArguments(type);
    if (checker.isTupleType(type))
      return {
        type: 'array',
        prefixItems: members.map((m) => schemaOf(m, walk)),
        minItems: members.length,
        maxItems: members.length,
      };
    return { type: 'array', items: members[0] ? schemaOf(members[0], walk) : {} };
  }
  const name = shapeName(type, walk);
  if (!name)
    return walk.inside.some((t) => t.id === type.id)
      ? {}
      : propertiesOf(type, { ...walk, inside: [...walk.inside, type] });
  if (!walk.shapes.has(name)) {
    const shape = { type, schema: {} };
    walk.shapes.set(name, shape);
    shape.schema = propertiesOf(type, { ...walk, inside: [...walk.inside, type] });
  }
  return { $ref: `#/components/schemas/${name}` };
}

/**
 * The name under which an interface without parameters becomes a shape of its own; null for any other type. Of two
 * interfaces with the same name, the second is described where it is used.
 */
function shapeName(type: Type, { checker, shapes }: Walk): string | null {
  const symbol = type.getSymbol();
  if (!symbol || (symbol.flags & SymbolFlags.Interface) === 0) return null;
  if (type.isTypeReference() && checker.getTypeArguments(type).length > 0) return null;
  const known = shapes.get(symbol.name);
  return known && known.type.id !== type.id ? null : symbol.name;
}

function propertiesOf(type: Type, walk: Walk): Schema {
  const { checker } = walk;
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const of = checker.getTypeOfSymbol(property);
    if (!of) continue;
    properties[property.name] = schemaOf(of, walk);
    const optional =
      (property.flags & SymbolFlags.Optional) !== 0 ||
      (of.isUnionType() && (of.getTypes() ?? []).some((t) => has(t, TypeFlags.Undefined)));
    if (!optional) required.push(property.name);
  }
  const [index] = checker.getIndexInfosOfType(type);
  return {
    type: 'object',
    ...(Object.keys(properties).length ? { properties } : {}),
    ...(required.length ? { required } : {}),
    ...(index ? { additionalProperties: schemaOf(index.valueType, walk) } : {}),
  };
}
