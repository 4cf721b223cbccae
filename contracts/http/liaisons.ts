import { ApiProperty } from '@nestjs/swagger';
import { LIAISON_STATES, type LiaisonState } from '../../domain/liaisons/register.js';
import { UNIT_KINDS, type UnitKind } from '../../domain/organisation/kinds.js';
import { IntegerField, TextField } from './field.js';
import { ContactView } from './organisation.js';

export class LiaisonQuery {
  @TextField({ max: 12, description: '行政区划代码', example: '530925' })
  region!: string;

  @IntegerField({ min: 1949, max: 9999, optional: true, description: '哪一年的备案，默认今年' })
  year?: number;
}

export class LiaisonPersonView {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date', description: '任职自哪一天起' }) since!: string;
  @ApiProperty({ type: ContactView, nullable: true }) contact!: ContactView | null;
}

export class LiaisonFilingView {
  @ApiProperty({
    enum: ['filed', 'listed', 'confirmed', 'returned'],
    description: '已报、待确认、已备案、退回',
  })
  state!: string;
  @ApiProperty({ description: '没有变动' }) unchanged!: boolean;
  @ApiProperty({ type: String, nullable: true, description: '报送的人选' }) person!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '自哪一天起接任' }) from!:
    string | null;
  @ApiProperty({ format: 'date-time' }) filedAt!: string;
  @ApiProperty({ description: '逾期报送' }) late!: boolean;
  @ApiProperty({ type: String, nullable: true, description: '退回的理由' }) reason!: string | null;
}

export class LiaisonRow {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() shortName!: string;
  @ApiProperty({ enum: UNIT_KINDS, enumName: 'UnitKind' }) kind!: UnitKind;
  @ApiProperty({ type: LiaisonPersonView, nullable: true, description: '现任联络员' })
  liaison!: LiaisonPersonView | null;
  @ApiProperty({ enum: LIAISON_STATES, enumName: 'LiaisonState' }) state!: LiaisonState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ type: LiaisonFilingView, nullable: true, description: '本年度最近一次报送' })
  filing!: LiaisonFilingView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '本年度最近一次备案' })
  confirmedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '未报的，时限' })
  deadline!: string | null;
}

export class LiaisonRegister {
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '没有启动则为 null' })
  processId!: string | null;
  @ApiProperty({ type: Object, description: '各种状态的单位数' }) counts!: Record<string, number>;
  @ApiProperty({ type: [LiaisonRow], description: '未报的在前' }) items!: LiaisonRow[];
}

export class FormerLiaisonView {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '最后一天（含当天）' }) to!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '经备案任职的，备案时间' })
  confirmedAt!: string | null;
}

export class LiaisonHistory {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: [FormerLiaisonView], description: '历任，最近的在前' }) items!: FormerLiaisonView[];
}
