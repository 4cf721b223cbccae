import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AppointmentCreate, NewPerson } from '../../../contracts/http/organisation-changes.js';
import { Person } from '../../../database/entities/index.js';
import { lockPerson, personWithin } from '../../../database/organisation/person.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import type { Principal } from '../../http/principal.js';
import { peopleScopeOf } from './organisation-access.js';

/**
 * The person an appointment is for: known in the organiser's scope, or registered now.
 *
 * @throws Refusal INVALID_FIELD, NOT_FOUND, PERSON_DISABLED, SELF_APPOINTMENT
 */
export async function appointee(
  manager: EntityManager,
  principal: Principal,
  body: Pick<AppointmentCreate, 'personId' | 'person'>,
): Promise<{ id: string; name: string }> {
  // Left out and null are one.
  const personId = body.personId ?? null;
  const person = body.person ?? null;
  if ((personId === null) === (person === null)) {
    throw new Refusal('INVALID_FIELD', { field: '已有的人', reason: '与新登记的人二者填其一' }, 'personId');
  }
  if (person !== null) return registered(manager, person);
  // Nobody gives themselves another signature.
  if (personId === principal.personId) throw new Refusal('SELF_APPOINTMENT');
  return known(manager, principal, personId as string);
}

async function registered(
  manager: EntityManager,
  { name, email, phone }: NewPerson,
): Promise<{ id: string; name: string }> {
  refuseClassified(name, 'person.name', '姓名');
  refuseClassified(email ?? '', 'person.email', '电子邮箱');
  refuseClassified(phone ?? '', 'person.phone', '电话');
  const row = {
    id: randomUUID(),
    name: name.trim(),
    email: email?.trim() || null,
    phone: phone?.trim() || null,
    disabledAt: null,
  };
  await manager.insert(Person, row);
  return row;
}

/** Somebody who may be appointed, kept from leaving until the transaction ends. @throws Refusal NOT_FOUND, PERSON_DISABLED */
export async function known(
  manager: EntityManager,
  principal: Principal,
  personId: string,
): Promise<{ id: string; name: string }> {
  const visible = await personWithin(manager, personId, peopleScopeOf(principal));
  const person = visible && (await lockPerson(manager, personId, 'share'));
  if (!person) throw new Refusal('NOT_FOUND', {}, 'personId');
  if (person.disabledAt !== null) throw new Refusal('PERSON_DISABLED', { person: person.name }, 'personId');
  return person;
}
