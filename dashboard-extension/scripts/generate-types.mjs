// Makes src/generated/graphql.ts from ../graphql/schema.graphql and the operations in graphql/. Those in
// graphql/saleor/ may also use what only Saleor's endpoint has; the others may not.
// The file is not committed: it is made anew before each check and build, so it can never be stale.
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, concatAST, extendSchema, parse, printSchema, validate } from 'graphql';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => readFileSync(here(path), 'utf-8');
const documentsIn = (folder) =>
  readdirSync(here(folder))
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ location: name, document: parse(read(`${folder}/${name}`)) }));

const schema = buildSchema(read('../../graphql/schema.graphql'));
const inSaleor = extendSchema(schema, parse(read('../graphql/saleor/saleor.graphqls')));
const documents = documentsIn('../graphql');
const documentsInSaleor = documentsIn('../graphql/saleor');

for (const [what, found, against] of [
  ['graphql/', documents, schema],
  ['graphql/saleor/', documentsInSaleor, inSaleor],
]) {
  const faults = validate(against, concatAST(found.map(({ document }) => document)));
  if (faults.length > 0) {
    console.error(`The operations in ${what} do not fit their schema:`);
    for (const fault of faults) console.error(`  ${fault.message}`);
    process.exit(1);
  }
}

const text = { input: 'string', output: 'string' };
const common = {
  enumsAsTypes: true,
  useTypeImports: true,
  onlyOperationTypes: true,
  skipTypename: true,
  avoidOptionals: { field: true },
  defaultScalarType: 'unknown',
  strictScalars: true,
  scalars: {
    CustomerMgmtDateTime: text,
    CustomerMgmtDecimal: text,
    CustomerMgmtJSON: 'unknown',
    OrderImportUpload: { input: 'File', output: 'never' },
  },
};
const output = await codegen({
  filename: 'graphql.ts',
  schema: parse(printSchema(inSaleor)),
  documents: [...documents, ...documentsInSaleor],
  config: {},
  plugins: [
    { typescript: common },
    { typescriptOperations: common },
    { typedDocumentNode: { optimizeDocumentNode: true, useTypeImports: true } },
  ],
  pluginMap: { typescript, typescriptOperations, typedDocumentNode },
});

mkdirSync(here('../src/generated'), { recursive: true });
writeFileSync(here('../src/generated/graphql.ts'), output);
