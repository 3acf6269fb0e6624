-- The staged file is complete: let go of the workshop.
-- grain: none
-- unit: none
-- parameters: none
use sortie;

detach travail; -- noqa: PRS
