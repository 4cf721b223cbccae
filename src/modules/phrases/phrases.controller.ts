import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PhraseCreate, PhraseList, PhraseRemoved, PhraseView } from '../../../contracts/http/phrases.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { PhrasesService } from './phrases.service.js';

@ApiTags('phrases')
@Controller('phrases')
export class PhrasesController {
  constructor(private readonly phrases: PhrasesService) {}

  @Get()
  @ApiOperation({ summary: '本人可选用的常用语：自己的，和所在地区双拥办的；常用的在前' })
  @ApiOkResponse({ type: PhraseList })
  list(@CurrentPrincipal() principal: Principal): Promise<PhraseList> {
    return this.phrases.list(principal);
  }

  @Post()
  @ApiOperation({ summary: '增加一条常用语；已有的不重复增加' })
  @ApiCreatedResponse({ type: PhraseView })
  add(@Change() change: ChangeRequest, @Body() body: PhraseCreate): Promise<PhraseView> {
    return this.phrases.add(change, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: '删除一条常用语；双拥办的只有双拥办可以删除' })
  @ApiOkResponse({ type: PhraseRemoved })
  remove(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<PhraseRemoved> {
    return this.phrases.remove(change, id);
  }
}
