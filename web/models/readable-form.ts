import {
  fieldsOf,
  isShown,
  optionsNow,
  type FormField,
  type FormSchemas,
  type FormValue,
} from './form-fields.js';
import { dateInWords, instantInWords } from './when.js';

/** A handed-in form as people read it: words beside words, parts below. */
export interface ReadableField {
  label: string;
  /** Lines of text; none where `entries` says it. */
  lines: string[];
  /** The parts of a list, or the one part of a group. */
  entries: ReadableField[][];
}

/** Names of ids: what isn't in it reads “—”. */
export type NamesById = ReadonlyMap<string, string>;

export interface NamedIds {
  units: string[];
  positions: string[];
  people: string[];
}

const UNKNOWN = '—';

export function readable(
  schemas: FormSchemas,
  schema: string,
  value: FormValue,
  names: NamesById,
): ReadableField[] {
  if (!schemas[schema]) return [];
  return readFields(fieldsOf(schemas, schema), value, names);
}

function readFields(fields: readonly FormField[], value: FormValue, names: NamesById): ReadableField[] {
  return fields
    .filter((field) => !isEmpty(value[field.key]) && isShown(field, value))
    .map((field) => ({ label: field.label, ...readField(field, value[field.key], value, names) }));
}

function readField(
  field: FormField,
  value: unknown,
  beside: FormValue,
  names: NamesById,
): Pick<ReadableField, 'lines' | 'entries'> {
  if (field.kind === 'group')
    return { lines: [], entries: [readFields(field.fields(), value as FormValue, names)] };
  if (field.kind === 'groups') {
    const inner = field.fields();
    return { lines: [], entries: (value as FormValue[]).map((one) => readFields(inner, one, names)) };
  }
  const texts = [value].flat().map((one) => readOne(field, one, beside, names));
  return { lines: field.kind === 'pick' ? [texts.join('、')] : texts, entries: [] };
}

function readOne(field: FormField, value: unknown, beside: FormValue, names: NamesById): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  if (field.kind === 'pick') return names.get(text) ?? UNKNOWN;
  if (field.kind === 'choice')
    return optionsNow(field.options, beside).find((option) => option.value === text)?.label ?? text;
  if (field.kind === 'date' || field.kind === 'dates') return dateInWords(text);
  if (field.kind === 'dateTime') return instantInWords(text);
  return text;
}

/** Whose names have to be asked for before it can be read. */
export function idsIn(schemas: FormSchemas, schema: string, value: FormValue): NamedIds {
  const ids: NamedIds = { units: [], positions: [], people: [] };
  if (schemas[schema]) collect(fieldsOf(schemas, schema), value, ids);
  return ids;
}

function collect(fields: readonly FormField[], value: FormValue, ids: NamedIds): void {
  for (const field of fields) {
    const held = value[field.key];
    if (isEmpty(held)) continue;
    if (field.kind === 'group') collect(field.fields(), held as FormValue, ids);
    else if (field.kind === 'groups')
      (held as FormValue[]).forEach((one) => collect(field.fields(), one, ids));
    else if (field.kind === 'pick') {
      const found = [held].flat().map(String);
      if (field.thing === 'unit') ids.units.push(...found);
      else if (field.thing === 'position' || field.thing === 'leader') ids.positions.push(...found);
      else if (field.thing === 'person') ids.people.push(...found);
    }
  }
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '';
}
