import { ApiProperty } from '@nestjs/swagger';
import { TextField } from './field.js';

export const PHRASE_MAX_LENGTH = 200;

export class PhraseCreate {
  @TextField({ max: PHRASE_MAX_LENGTH, description: '常用语', example: '同意，请按计划办理。' })
  text!: string;

  @TextField({
    max: 6,
    optional: true,
    description: '行政区划代码；填写的，为该地区双拥办的常用语，该地区的人都能选用；不填的是本人的',
    example: '530925',
  })
  regionCode?: string;
}

export class PhraseView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: '同意，请按计划办理。' })
  text!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: '双拥办的常用语属于哪个地区；本人的为 null',
    example: null,
  })
  regionCode!: string | null;

  @ApiProperty({ description: '本人最近的办理意见中用到的次数' })
  uses!: number;

  @ApiProperty({ description: '是否可以由本人删除' })
  mayRemove!: boolean;
}

export class PhraseList {
  @ApiProperty({ type: [PhraseView], description: '常用的在前' })
  items!: PhraseView[];
}

export class PhraseRemoved {
  @ApiProperty({ format: 'uuid' })
  id!: string;
}
