import { nthOf, readDescription } from '../../domain/errors/field-name.js';

/** Where a value stands in what was handed in: its path for programs, and what people call it. */
export interface Place {
  path: string;
  called: string;
}

export const WHOLE: Place = { path: '', called: '' };
export const FORM: Place = { path: 'form', called: '' };

/** `items` + `2` → `items[2]` “事项第 3 项”, + `title` → `items[2].title` “事项第 3 项的事项名称”. */
export function inside({ path, called }: Place, owner: object, name: string): Place {
  if (Array.isArray(owner)) return { path: `${path}[${name}]`, called: nthOf(called, Number(name)) };
  const label = readDescription(documented(owner, name).description).label || name;
  return {
    path: path === '' ? name : `${path}.${name}`,
    called: called === '' ? label : `${called}的${label}`,
  };
}

interface Documented {
  description?: string;
  /** What people call the choices. */
  'x-labels'?: Readonly<Record<string, string>>;
}

/** What the API's document says of a field. Swagger keeps it at the class, under a name that it doesn't export. */
export const documented = (owner: object, name: string): Documented =>
  (Reflect.getMetadata('swagger/apiModelProperties', owner, name) as Documented | undefined) ?? {};
