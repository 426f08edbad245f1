sed -i 's/^note=/notes=/' doc/source/user/feature-classification/feature-matrix-lb.ini
