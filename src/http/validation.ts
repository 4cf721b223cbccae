import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { FieldProblem } from '../../contracts/http/problem.js';
import { sentenceOf } from '../../domain/errors/refusal.js';
import { CONSTRAINT_SENTENCES, MISSING, UNKNOWN_CONSTRAINT } from './constraint-sentences.js';

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

export function fieldProblems(error: ValidationError, parent = ''): FieldProblem[] {
  const field = pathOf(parent, error);
  const own = Object.keys(error.constraints ?? {})[0];
  return [
    ...(own === undefined ? [] : [fieldProblem(error, own, field)]),
    ...(error.children ?? []).flatMap((child) => fieldProblems(child, field)),
  ];
}

/** `items` + `2` → `items[2]`, + `title` → `items[2].title`. */
function pathOf(parent: string, { property, target }: ValidationError): string {
  if (parent === '') return property;
  return Array.isArray(target) ? `${parent}[${property}]` : `${parent}.${property}`;
}

function fieldProblem(error: ValidationError, constraint: string, field: string): FieldProblem {
  if (constraint === 'whitelistValidation') {
    return { field, code: 'UNKNOWN_FIELD', detail: sentenceOf('UNKNOWN_FIELD', { field }) };
  }
  const reason = reasonOf(error, constraint);
  return { field, code: 'INVALID_FIELD', detail: sentenceOf('INVALID_FIELD', { field, reason }) };
}

function reasonOf(error: ValidationError, constraint: string): string {
  if (error.value === undefined || error.value === null) return MISSING;
  return CONSTRAINT_SENTENCES[constraint]?.(...argumentsOf(error, constraint)) ?? UNKNOWN_CONSTRAINT;
}

/** What the decorator was given (`@Max(100)` → [100]): the error object only has it inside an English sentence. */
function argumentsOf({ target, property }: ValidationError, constraint: string): unknown[] {
  if (typeof target !== 'object' || target === null) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return rules.find((rule) => rule.propertyName === property && rule.name === constraint)?.constraints ?? [];
}
