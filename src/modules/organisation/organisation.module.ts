import { Module } from '@nestjs/common';
import { AppointmentsController } from './appointments.controller.js';
import { AppointmentsService } from './appointments.service.js';
import { DeparturesService } from './departures.service.js';
import { LeadingGroupsController } from './leading-groups.controller.js';
import { LeadingGroupsService } from './leading-groups.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { PositionsController } from './positions.controller.js';
import { PositionsService } from './positions.service.js';
import { RegionsController } from './regions.controller.js';
import { RegionsService } from './regions.service.js';
import { UnitChangesService } from './unit-changes.service.js';
import { UnitsController } from './units.controller.js';
import { UnitsService } from './units.service.js';

@Module({
  controllers: [
    RegionsController,
    UnitsController,
    PositionsController,
    AppointmentsController,
    LeadingGroupsController,
    PeopleController,
  ],
  providers: [
    RegionsService,
    UnitsService,
    UnitChangesService,
    PositionsService,
    AppointmentsService,
    LeadingGroupsService,
    PeopleService,
    DeparturesService,
  ],
})
export class OrganisationModule {}
