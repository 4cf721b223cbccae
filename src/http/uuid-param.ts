import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Refusal } from '../../domain/errors/refusal.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Text that cannot be an id is the id of nothing: NOT_FOUND, and PostgreSQL never sees it. */
class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new Refusal('NOT_FOUND');
    return value.toLowerCase();
  }
}

/** A path parameter that is an id: `one(@UuidParam('id') id: string)`. */
export function UuidParam(name: string): ParameterDecorator {
  return (target, key, index) => {
    Param(name, new UuidPipe())(target, key, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, key as string);
    if (descriptor) ApiParam({ name, format: 'uuid' })(target, key as string, descriptor);
  };
}
