-- The staged file is complete: let go of the workshop, and write the file now: closing would hide that the disk is full.
-- grain: none
-- unit: none
-- parameters: none
use sortie;

detach travail; -- noqa: PRS

checkpoint; -- noqa: PRS
