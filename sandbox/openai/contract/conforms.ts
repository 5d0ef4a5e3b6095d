import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

type Schema = 'ImagesResponse' | 'ErrorResponse' | 'Error' | 'ImageGenStreamEvent' | 'ImageEditStreamEvent'

const document: unknown = parse(
  readFileSync(new URL('./openai-images.openapi.yaml', import.meta.url), 'utf8'),
)
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
if (typeof document !== 'object' || document === null) throw new Error('the contract is not an object')
ajv.addSchema(document, 'contract')
const compiled = new Map<Schema, ValidateFunction>()

/** What is wrong with an answer by the OpenAPI contract; empty when it conforms. For tests. */
export function contractProblems(schema: Schema, answer: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
  compiled.set(schema, validate)
  return validate(answer)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}
