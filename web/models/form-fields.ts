import { readDescription } from '../../domain/errors/field-name.js';
import { HINTS, type Hint } from './form-hints.js';

/** A form of the API as a page shows it. The words come from the API's document: one place says what a field is called. */

export interface JsonSchema {
  type?: string;
  format?: string;
  description?: string;
  enum?: readonly string[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  allOf?: readonly JsonSchema[];
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  example?: unknown;
  'x-labels'?: Record<string, string>;
}

/** Every form and what it refers to, by name. */
export type FormSchemas = Record<string, JsonSchema>;

/** What is entered where one of the installation's own things is meant. `reference`: the page that shows the form knows which there are. */
export type PickedThing = 'unit' | 'position' | 'leader' | 'person' | 'region' | 'reference';

export type FormField = {
  key: string;
  label: string;
  help: string;
  required: boolean;
  /** Asked for only when this holds of the fields beside it. */
  when?: Hint['when'];
} & (
  | { kind: 'text' | 'longText'; maxLength: number }
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'boolean' | 'date' | 'time' | 'dateTime' | 'dates' | 'anything' | 'launchForm' }
  | { kind: 'texts'; each: number | undefined }
  | { kind: 'choice'; options: readonly Option[] | ((beside: FormValue) => readonly Option[]) }
  | { kind: 'pick'; thing: PickedThing; many: boolean }
  | { kind: 'group'; fields: () => FormField[] }
  | { kind: 'groups'; fields: () => FormField[]; maxItems: number }
);

export interface Option {
  value: string;
  label: string;
}

/** From here on a text is worth several lines. */
const LONG = 201;

/** What a `…Id` points at, by the name of its field; whatever is not here is a reference. */
const THINGS: readonly [RegExp, PickedThing][] = [
  [/unitIds?$/i, 'unit'],
  [/positionIds?$/i, 'position'],
  [/^personId$/, 'person'],
  [/^(region|county|subjectRegion)Codes?$/, 'region'],
];

export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** The fields of a form, in the order of the API's document. */
export function fieldsOf(schemas: FormSchemas, name: string): FormField[] {
  const schema = schemas[name];
  if (!schema) throw new Error(`no form ${name}`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const hint = HINTS[name]?.[key] ?? {};
    if (hint.input === 'hidden') return [];
    return [fieldOf(schemas, key, property, schema.required?.includes(key) ?? false, hint)];
  });
}

function fieldOf(
  schemas: FormSchemas,
  key: string,
  schema: JsonSchema,
  required: boolean,
  { when, input, options }: Hint,
): FormField {
  const common = { key, required, ...wordsOf(key, schema), ...(when ? { when } : {}) };
  const many = schema.type === 'array';
  // Where the API says what there is to choose, the choices themselves stand here.
  if (options) return { ...common, help: '', kind: 'choice', options };
  if (input === 'leader' || input === 'reference') return { ...common, kind: 'pick', thing: input, many };
  if (input === 'longText') return { ...common, kind: 'longText', maxLength: schema.maxLength ?? LONG };
  if (input === 'time' || input === 'dateTime' || input === 'launchForm') return { ...common, kind: input };
  const one = many ? (schema.items ?? {}) : schema;
  const ref = one.$ref ?? one.allOf?.[0]?.$ref;
  if (ref) {
    const fields = () => fieldsOf(schemas, nameOfRef(ref));
    return many
      ? { ...common, kind: 'groups', fields, maxItems: schema.maxItems ?? Infinity }
      : { ...common, kind: 'group', fields };
  }
  const thing = THINGS.find(([name]) => name.test(key))?.[1];
  if (thing) return { ...common, kind: 'pick', thing, many };
  if (one.format === 'uuid' || REFERENCES.has(key))
    return { ...common, kind: 'pick', thing: 'reference', many };
  if (one.format === 'date') return { ...common, kind: many ? 'dates' : 'date' };
  if (many) return { ...common, kind: 'texts', each: one.maxLength };
  return { ...common, ...plain(schema) };
}

/** Fields that hold a key instead of an id: which there are, the page knows. */
const REFERENCES = new Set(['what', 'awardId']);

function plain(schema: JsonSchema) {
  if (schema.enum) return { kind: 'choice', options: optionsOf(schema) } as const;
  if (schema.type === 'boolean') return { kind: 'boolean' } as const;
  if (schema.type === 'integer') return { kind: 'number', min: schema.minimum, max: schema.maximum } as const;
  if (schema.type === 'object') return { kind: 'anything' } as const;
  if (/T\d\d:\d\d/.test(String(schema.example ?? ''))) return { kind: 'dateTime' } as const;
  const maxLength = schema.maxLength ?? 200;
  return { kind: maxLength >= LONG ? 'longText' : 'text', maxLength } as const;
}

function wordsOf(key: string, { description, enum: values }: JsonSchema): { label: string; help: string } {
  const { label, help } = readDescription(description);
  if (label === '') return { label: key, help: '' };
  // What the choices are called is said by the choices.
  return { label, help: values ? '' : help };
}

/** The words of the choices: told beside the values, or within the description as “present 出席，absent 请假”. */
export function optionsOf({
  enum: values = [],
  description = '',
  'x-labels': labels = {},
}: JsonSchema): Option[] {
  return values.map((value) => ({
    value,
    label: labels[value] ?? new RegExp(`\\b${value}\\s+([^，、；。：（ ]+)`).exec(description)?.[1] ?? value,
  }));
}

export type FormValue = Record<string, unknown>;

/** A form with one field changed; what was emptied is left out, as the API means it. */
export function changed(form: FormValue, key: string, value: unknown): FormValue {
  const { [key]: _, ...rest } = form;
  return value === undefined || value === null ? rest : { ...rest, [key]: value };
}

export const isShown = (field: FormField, beside: FormValue): boolean => field.when?.(beside) ?? true;

/** A form without what its other answers have made pointless. */
export function withoutPointless(fields: readonly FormField[], form: FormValue): FormValue {
  const pointless = fields.filter((field) => field.key in form && !isShown(field, form));
  return pointless.reduce((kept, { key }) => changed(kept, key, undefined), form);
}

/** A refusal of the API at a field. */
export interface FieldError {
  field: string;
  detail: string;
}

/** Errors of a place in a form and of everything below it; refusals may call the whole `form`. */
export function errorsBelow(errors: readonly FieldError[], path: string): FieldError[] {
  return errors.filter(({ field }) => {
    const at = field.replace(/^form\./, '');
    return at === path || (at.startsWith(path) && /^[.[]/.test(at.slice(path.length)));
  });
}

/** How an entry of a list is called while it is folded: its choice, and the first text somebody wrote into it. */
export function titleOf(fields: readonly FormField[], entry: FormValue): string {
  const choice = fields.find(({ kind }) => kind === 'choice');
  const options = choice?.kind === 'choice' && choice.options;
  const label = options && optionsNow(options, entry).find(({ value }) => value === entry[choice.key])?.label;
  const text = fields
    .filter(({ kind }) => kind === 'text' || kind === 'longText')
    .map(({ key }) => entry[key])
    .find((value) => typeof value === 'string' && value.trim() !== '');
  return [label, text].filter(Boolean).join(' · ');
}

export const optionsNow = (
  options: readonly Option[] | ((beside: FormValue) => readonly Option[]),
  beside: FormValue,
): readonly Option[] => (typeof options === 'function' ? options(beside) : options);

/** A list with one entry moved up or down. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const copy = [...list];
  const [one] = copy.splice(index, 1);
  if (one !== undefined) copy.splice(index + by, 0, one);
  return copy;
}
