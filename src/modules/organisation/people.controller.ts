import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DepartureBody, PersonChange, PersonQuery } from '../../../contracts/http/organisation-changes.js';
import {
  DepartureView,
  PersonEntry,
  PersonPage,
  Responsibilities,
} from '../../../contracts/http/organisation.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { DeparturesService } from './departures.service.js';
import { PeopleService } from './people.service.js';

@ApiTags('organisation')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly departures: DeparturesService,
  ) {}

  @Get()
  @ApiOperation({ summary: '按姓名查人：本人范围内' })
  @ApiOkResponse({ type: PersonPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PersonQuery): Promise<PersonPage> {
    return this.people.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一个人及其历任职务' })
  @ApiOkResponse({ type: PersonEntry })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<PersonEntry> {
    return this.people.one(principal, id);
  }

  @Get(':id/responsibilities')
  @ApiOperation({ summary: '离任前须交接的：现任职务和未办结的任务' })
  @ApiOkResponse({ type: Responsibilities })
  responsibilities(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<Responsibilities> {
    return this.people.responsibilities(principal, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: '修改联系方式（本人、双拥办）或姓名（双拥办）' })
  @ApiOkResponse({ type: PersonEntry })
  update(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: PersonChange,
  ): Promise<PersonEntry> {
    return this.people.update(change, id, body);
  }

  @Post(':id/departure')
  @HttpCode(200)
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '离任：免去全部职务、由接任者接手未办任务、停用，一次办完' })
  @ApiOkResponse({ type: DepartureView })
  depart(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: DepartureBody,
  ): Promise<DepartureView> {
    return this.departures.depart(change, id, body);
  }

  @Post(':id/disable')
  @HttpCode(200)
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '停用：先免去所有职务；此后不能登录、不能任职' })
  @ApiOkResponse({ type: PersonEntry })
  disable(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<PersonEntry> {
    return this.people.disable(change, id);
  }
}
