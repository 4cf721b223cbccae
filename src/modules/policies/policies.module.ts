import { Module } from '@nestjs/common';
import { BlueprintsController } from './blueprints.controller.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';

@Module({ controllers: [PoliciesController, BlueprintsController], providers: [PoliciesService] })
export class PoliciesModule {}
