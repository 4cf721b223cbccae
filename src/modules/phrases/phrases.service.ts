import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { PhraseCreate, PhraseList, PhraseRemoved, PhraseView } from '../../../contracts/http/phrases.js';
import {
  addPhrase,
  lockKeeper,
  phraseById,
  phrasesFor,
  phrasesOf,
  removePhrase,
  type PhraseKeeper,
  type PhraseRow,
} from '../../../database/phrases/phrase.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { findClassifiedMark } from '../../../domain/needs/classified.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { Database } from '../../workspace/database.service.js';

/** As many as somebody picks from without searching. */
export const MOST_PHRASES = 50;

/** 常用语: one's own, and those an office keeps for all people of its region. */
@Injectable()
export class PhrasesService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal): Promise<PhraseList> {
    const rows = await phrasesFor(this.database.manager, principal.personId, regionsOf(principal));
    return { items: rows.map((row) => viewOf(principal, row, row.uses)) };
  }

  /**
   * Adding what is there already finds it.
   *
   * @throws Refusal CLASSIFIED_CONTENT, NOT_FOUND for another region, FORBIDDEN for who isn't of its office, PHRASES_TOO_MANY
   */
  add({ principal, key }: ChangeRequest, { text: given, regionCode }: PhraseCreate): Promise<PhraseView> {
    const text = given.normalize('NFC').trim();
    refuseMark(text);
    const keeper = keeperFor(principal, regionCode);
    return this.database.change(key, async ({ manager, now }) => {
      if (!(await lockKeeper(manager, keeper))) throw new Refusal('NOT_FOUND');
      const there = await phrasesOf(manager, keeper);
      const same = there.find((one) => one.text === text);
      if (same) return viewOf(principal, same, 0);
      if (there.length >= MOST_PHRASES) throw new Refusal('PHRASES_TOO_MANY', { max: MOST_PHRASES });
      const id = uuidv7();
      await addPhrase(manager, { id, keeper, text, createdBy: principal.personId }, now);
      return viewOf(principal, { id, text, personId: null, regionCode: null, createdAt: now, ...keeper }, 0);
    });
  }

  /** @throws Refusal NOT_FOUND for what one doesn't see, FORBIDDEN for the office's */
  remove({ principal, key }: ChangeRequest, id: string): Promise<PhraseRemoved> {
    return this.database.change(key, async ({ manager }) => {
      const phrase = await phraseById(manager, id);
      if (!phrase || !sees(principal, phrase)) throw new Refusal('NOT_FOUND');
      if (!mayRemove(principal, phrase)) throw new Refusal('FORBIDDEN');
      await removePhrase(manager, id);
      return { id };
    });
  }
}

function keeperFor(principal: Principal, regionCode: string | undefined): PhraseKeeper {
  if (regionCode === undefined || regionCode === null) return { personId: principal.personId };
  if (!regionsOf(principal).includes(regionCode)) throw new Refusal('NOT_FOUND');
  if (!isOfOffice(principal, regionCode)) throw new Refusal('FORBIDDEN');
  return { regionCode };
}

const regionsOf = ({ positions }: Principal): string[] => [
  ...new Set(positions.map(({ regionCode }) => regionCode)),
];

const isOfOffice = ({ positions }: Principal, regionCode: string): boolean =>
  positions.some((one) => one.regionCode === regionCode && ROLE_OF[one.kind] === 'office');

function sees(principal: Principal, { personId, regionCode }: PhraseRow): boolean {
  return regionCode === null ? personId === principal.personId : regionsOf(principal).includes(regionCode);
}

function mayRemove(principal: Principal, phrase: PhraseRow): boolean {
  return phrase.regionCode === null
    ? phrase.personId === principal.personId
    : isOfOffice(principal, phrase.regionCode);
}

function refuseMark(text: string): void {
  const mark = findClassifiedMark(text);
  if (mark) throw new Refusal('CLASSIFIED_CONTENT', { mark, field: '常用语' }, 'text');
}

function viewOf(principal: Principal, phrase: PhraseRow, uses: number): PhraseView {
  const { id, text, regionCode } = phrase;
  return { id, text, regionCode, uses, mayRemove: mayRemove(principal, phrase) };
}
