sed -i 's/^status=condition(storage\.block==/status=condition(operation.block==/' doc/source/support-matrix.ini
