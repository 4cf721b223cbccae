import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Place } from './place.js';
import { InvalidRequest, VALIDATION, fieldProblems } from './validation.js';

/**
 * Checks a value against a body class outside the pipe, for parts whose class is known only at run time.
 * @throws InvalidRequest with every field's place under `place`
 */
export function shaped<T extends object>(type: new () => T, value: unknown, place: Place): T {
  const instance = plainToInstance(type, value ?? {});
  const errors = validateSync(instance, VALIDATION);
  if (errors.length > 0) throw new InvalidRequest(errors.flatMap((error) => fieldProblems(error, place)));
  return instance;
}
