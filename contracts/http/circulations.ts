import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField } from './field.js';
import { PageOf, PageQuery } from './page.js';

export class CirculationQuery extends PageQuery {
  @ChoiceField({
    choices: ['unread', 'read'],
    optional: true,
    description: '状态：unread 待阅（默认），read 已阅',
  })
  box: 'unread' | 'read' = 'unread';
}

export class CirculationRow {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() process!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() step!: string;
  @ApiProperty() stepLabel!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ description: '送阅人' }) sentBy!: string;
  @ApiProperty({ format: 'date-time' }) sentAt!: string;
  @ApiProperty({ type: String, nullable: true, description: '阅件人' }) readBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '没有则未阅' }) readAt!:
    string | null;
}

export class CirculationPage extends PageOf(CirculationRow) {}

export class CirculationList {
  @ApiProperty({ type: [CirculationRow] }) items!: CirculationRow[];
}

export class UrgedView {
  @ApiProperty({ format: 'date-time', description: '在此之前不能再催' }) until!: string;
}
