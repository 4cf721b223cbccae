import { ApiProperty } from '@nestjs/swagger';
import type { RefusalCode } from '../../domain/errors/catalogue.js';
import { CATALOGUE } from '../../domain/errors/catalogue.js';
import { SIDES, type Side } from '../../domain/needs/item-kinds.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One cell that cannot stay as it is (or, as a warning, deserves a look). */
export class CellProblem {
  @ApiProperty({ description: '工作表', example: '清单' })
  sheet!: string;

  @ApiProperty({ description: 'Excel 行号', example: 7 })
  row!: number;

  @ApiProperty({ description: 'Excel 列', example: 'C' })
  column!: string;

  @ApiProperty({ description: '栏目', example: '事项名称' })
  field!: string;

  @ApiProperty({ enum: Object.keys(CATALOGUE), enumName: 'RefusalCode' })
  code!: RefusalCode;

  @ApiProperty({ description: '给人看的说明' })
  reason!: string;
}

export class CellNote {
  @ApiProperty({ description: '工作表' })
  sheet!: string;

  @ApiProperty({ description: 'Excel 行号' })
  row!: number;

  @ApiProperty({ description: '给人看的提醒，不妨碍导入' })
  reason!: string;
}

export class ImportedItem {
  @ApiProperty({ description: 'Excel 行号' })
  row!: number;

  @ApiProperty({ enum: SIDES })
  side!: Side;

  @ApiProperty()
  kind!: string;

  @ApiProperty({ description: '事项类别的名称' })
  kindLabel!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  detail!: string;
}

/** What the uploaded table says, before anything of it is filed. */
export class ImportPreview {
  @ApiProperty({ format: 'uuid' })
  importId!: string;

  @ApiProperty({ format: 'uuid' })
  assignmentId!: string;

  @ApiProperty({ description: '读到的事项数' })
  rows!: number;

  @ApiProperty({ type: [CellProblem], description: '有一处就不能报送' })
  errors!: CellProblem[];

  @ApiProperty({ type: [CellNote] })
  warnings!: CellNote[];

  @ApiProperty({ type: [ImportedItem], description: '没有错误时，将要报送的事项' })
  items!: ImportedItem[];

  @ApiProperty({ type: String, nullable: true, description: '有错误时：标红并加批注的原表，可下载' })
  workbook!: string | null;

  @ApiProperty({ description: '这份文件已经报送过，再次确认只会得到原来的答复' })
  alreadyImported!: boolean;
}
