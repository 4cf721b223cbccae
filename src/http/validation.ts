import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { FieldProblem } from '../../contracts/http/problem.js';
import { sentenceOf } from '../../domain/errors/refusal.js';
import { CONSTRAINT_SENTENCES, MISSING, UNKNOWN_CONSTRAINT } from './constraint-sentences.js';
import { documented, inside, type Place, WHOLE } from './place.js';

/** Several fields are wrong at once; the first one gives the problem its code. */
export class InvalidRequest extends Error {
  constructor(readonly errors: FieldProblem[]) {
    super('request does not fit its schema');
    this.name = 'InvalidRequest';
  }
}

/** What a class does not name is refused, wherever it is checked. */
export const VALIDATION = { whitelist: true, forbidNonWhitelisted: true } as const;

/** Bodies and queries become instances of their class; what the class does not name is refused, not dropped. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    ...VALIDATION,
    transform: true,
    // Errors stay inside: their target is where a rule's arguments are found.
    validationError: { target: true },
    exceptionFactory: (errors) => new InvalidRequest(errors.flatMap((error) => fieldProblems(error))),
  });
}

export function fieldProblems(error: ValidationError, parent = WHOLE): FieldProblem[] {
  const place = inside(parent, error.target ?? {}, error.property);
  const own = Object.keys(error.constraints ?? {})[0];
  return [
    ...(own === undefined ? [] : [fieldProblem(error, own, place)]),
    ...(error.children ?? []).flatMap((child) => fieldProblems(child, place)),
  ];
}

function fieldProblem(
  error: ValidationError,
  constraint: string,
  { path: field, called }: Place,
): FieldProblem {
  if (constraint === 'whitelistValidation') {
    return { field, code: 'UNKNOWN_FIELD', detail: sentenceOf('UNKNOWN_FIELD', { field }) };
  }
  const reason = reasonOf(error, constraint);
  return { field, code: 'INVALID_FIELD', detail: sentenceOf('INVALID_FIELD', { field: called, reason }) };
}

function reasonOf(error: ValidationError, constraint: string): string {
  if (error.value === undefined || error.value === null) return MISSING;
  return CONSTRAINT_SENTENCES[constraint]?.(...argumentsOf(error, constraint)) ?? UNKNOWN_CONSTRAINT;
}

/** What the decorator was given (`@Max(100)` → [100]): the error object only has it inside an English sentence. */
function argumentsOf({ target, property }: ValidationError, constraint: string): unknown[] {
  if (typeof target !== 'object' || target === null) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  const rule = rules.find(({ propertyName, name }) => propertyName === property && name === constraint);
  const { 'x-labels': labels = {} } = documented(target, property);
  const withLabel = (value: unknown) => [value, labels[String(value)]].filter(Boolean).join(' ');
  return (rule?.constraints ?? []).map((one) => (Array.isArray(one) ? one.map(withLabel) : (one as unknown)));
}
