import {
  invalidRequest,
  invalidType,
  invalidValue,
  missingParameter,
  unknownParameter,
} from '../api-error.ts'

/** The fields of one request body, read one at a time with the provider's own complaints. Null counts as absent. */
export class Fields {
  readonly #values: Map<string, unknown>

  constructor(body: Record<string, unknown>) {
    this.#values = new Map(Object.entries(body).filter(([, value]) => value !== null && value !== undefined))
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  value(name: string): unknown {
    return this.#values.get(name)
  }

  /** Throws `unknown_parameter` for the first field that is not in the list. */
  allowOnly(names: readonly string[]): void {
    for (const name of this.#values.keys()) if (!names.includes(name)) throw unknownParameter(name)
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name)
    if (value === undefined || typeof value === 'string') return value
    throw invalidType(name, 'a string', value)
  }

  /** Length is counted in characters as people see code points, not in UTF-16 units. */
  requiredText(name: string, maxCharacters: number): string {
    const value = this.text(name)
    if (value === undefined) throw missingParameter(name)
    const length = [...value].length
    if (value.trim() === '')
      throw invalidRequest(
        'string_below_min_length',
        name,
        `Invalid '${name}': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
      )
    if (length > maxCharacters)
      throw invalidRequest(
        'string_above_max_length',
        name,
        `Invalid '${name}': string too long. Expected a string with maximum length ${maxCharacters}, but got a string with length ${length} instead.`,
      )
    return value
  }

  choice<Value extends string>(name: string, supported: readonly Value[]): Value | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const found = supported.find((item) => item === value)
    if (found === undefined) throw invalidValue(name, value, supported)
    return found
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.#values.get(name)
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidType(name, 'an integer', value)
    if (value < least)
      throw invalidRequest(
        'integer_below_min_value',
        name,
        `Invalid '${name}': integer below minimum value. Expected a value >= ${least}, but got ${value} instead.`,
      )
    if (value > most)
      throw invalidRequest(
        'integer_above_max_value',
        name,
        `Invalid '${name}': integer above maximum value. Expected a value <= ${most}, but got ${value} instead.`,
      )
    return value
  }

  flag(name: string): boolean {
    const value = this.#values.get(name)
    if (value === undefined || typeof value === 'boolean') return value ?? false
    throw invalidType(name, 'a boolean', value)
  }
}
