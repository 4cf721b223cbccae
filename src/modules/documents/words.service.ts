import { Injectable } from '@nestjs/common';
import type { WordBody, WordList } from '../../../contracts/http/documents.js';
import { setWord, wordsOf } from '../../../database/documents/word.repository.js';
import { DOCUMENT_LABELS } from '../../../domain/documents/document.js';
import { documentNumber } from '../../../domain/documents/number.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { yearOf } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';
import { documentKind, officePosition } from './document-scope.js';

/** 发文机关代字: an office's own, by kind of document. */
@Injectable()
export class WordsService {
  constructor(private readonly database: Database) {}

  list(principal: Principal, region: string | undefined): Promise<WordList> {
    const { manager } = this.database;
    return this.words({ manager, now: this.database.now() }, officePosition(principal, region));
  }

  put({ principal, key }: ChangeRequest, kind: string, body: WordBody): Promise<WordList> {
    const office = officePosition(principal, body.region);
    const wanted = documentKind(kind);
    const word = body.word.trim();
    if (!/^\p{Script=Han}{2,20}$/u.test(word))
      throw new Refusal(
        'INVALID_FIELD',
        { field: '机关代字', reason: '应为 2 至 20 个汉字，不带年份、序号和标点' },
        'word',
      );
    return this.database.change(key, async (tx) => {
      await setWord(tx.manager, office.unitId, wanted, word, tx.now);
      return this.words(tx, office);
    });
  }

  private async words({ manager, now }: Tx, { unitId, unitName }: PrincipalPosition): Promise<WordList> {
    const words = await wordsOf(manager, unitId, now);
    return {
      officeUnitId: unitId,
      office: unitName,
      items: words.map((one) => ({
        ...one,
        kindLabel: DOCUMENT_LABELS[one.kind],
        next: documentNumber(one.word, yearOf(now), one.last + 1),
      })),
    };
  }
}
