import { ApiProperty } from '@nestjs/swagger';
import { IntegerField, TextField } from './field.js';

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** Query of every list: `?limit=20&cursor=…`. Lists extend it with their own filters. */
export class PageQuery {
  @IntegerField({
    min: 1,
    max: MAX_PAGE_SIZE,
    optional: true,
    description: `每页条数，默认 ${DEFAULT_PAGE_SIZE}`,
  })
  limit: number = DEFAULT_PAGE_SIZE;

  @TextField({ max: 1000, optional: true, description: '翻页标记；上一页返回的 nextCursor，第一页不填' })
  cursor?: string;
}

/** One page of a list. `nextCursor` is null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A page as a class that the API's document can name: `class InboxPage extends PageOf(InboxRow) {}`. */
export function PageOf<T>(row: new () => T, description?: string): new () => Page<T> {
  class RowPage implements Page<T> {
    @ApiProperty({ type: [row], ...(description === undefined ? {} : { description }) }) items!: T[];
    @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  }
  return RowPage;
}
